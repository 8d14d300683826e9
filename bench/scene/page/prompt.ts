import { connectShell } from '@keyward/channel'
import { backgroundPort } from '@keyward/e2e/extension/background-port'
import type { Answers } from '../extension/answers.ts'

/*
 * Stands in for the prompt where a request is timed without its window and its person: one page that
 * is there all the time, hears of each prompt that would be opened, and answers it at once.
 */

declare const BroadcastChannel: new (name: string) => {
  addEventListener(type: 'message', listener: () => void): void
}

/** What the benchmark asks of this page. */
export interface PromptPage {
  /** Keeps what it answers from now on, and tells the extension that there is a passkey. */
  keep(answers: Answers): Promise<void>
  /** Milliseconds that it took itself for the last answer, from hearing of it to giving it. */
  took(): number
}

declare const performance: { now(): number }

let kept: Answers | undefined
let took = 0

new BroadcastChannel('prompt').addEventListener('message', () => void answer())

async function answer(): Promise<void> {
  const start = performance.now()
  const port = backgroundPort()
  const shell = connectShell(port)
  const { request } = await shell.call('provider.request', {})
  if (request?.platform !== 'browser' || kept === undefined) return
  const { requestId, kind } = request
  took = performance.now() - start
  await shell.call('provider.complete', { requestId, result: { responseJson: kept[kind] } })
  port.close()
}

const page: PromptPage = {
  took: () => took,
  async keep(answers) {
    kept = answers
    const names = { userName: 'ada', displayName: 'Ada', accountName: 'ada' }
    const entry = { credentialId: answers.id, rpId: answers.rpId, userHandle: 'AQ' }
    await connectShell(backgroundPort()).call('index.replace', {
      generation: 1,
      accounts: [],
      entries: [{ ...entry, ...names, lastUsedAt: 0 }],
    })
  },
}

Object.assign(globalThis, { promptPage: page })

import type { BrowserRequest, FailureCode, ShellPort } from '@keyward/channel'
import type { Answered } from '@keyward/keyholder/provider'
import { type Ending, endingOf, endingOfError } from '../desk/ending.ts'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import { unlessLeft } from '../unless-left.ts'
import type { AnswerAtPrompt } from './answer.ts'

/** What a run stands on. */
export interface PromptPorts {
  readonly port: Pick<ShellPort, 'call' | 'on'>
  readonly desk: SheetDesk
  readonly load: () => Promise<AnswerAtPrompt>
  /** Closes the prompt's window. */
  readonly close: () => void
}

/**
 * Takes one request of a page from its arrival to its end. Where it can't be answered, the person
 * reads why before the page is told; who wants another device, and who is done, sees the window close
 * at once. Never rejects.
 */
export async function runInBrowser(ports: PromptPorts, request: BrowserRequest): Promise<void> {
  const { port, desk, close } = ports
  const { requestId } = request
  port.on('provider.cancelled', (gone) => {
    if (gone.requestId !== requestId) return
    desk.takeBack()
    close()
  })
  const { ending, answered } = await attempt(ports, request)
  const isOver = (): boolean => desk.isTakenBack() || answered?.outcome === 'completed'
  // What is not here may be elsewhere: the browser asks on.
  const isElsewhere = (): boolean => desk.isHandedOver() || ending?.kind === 'no-passkey'
  if (!isOver() && !isElsewhere() && ending !== undefined) await desk.ask({ kind: 'ended', ending })
  if (!isOver() && answered?.outcome !== 'undelivered') {
    const code = isElsewhere() ? 'use_browser' : codeOf(ending, answered)
    await port.call('provider.fail', { requestId, code }).catch(() => undefined)
  }
  close()
}

function codeOf(ending: Ending | undefined, answered: Answered | undefined): FailureCode {
  if (answered?.outcome === 'failed') return answered.code
  return ending === undefined ? 'user_cancelled' : 'unknown'
}

interface Outcome {
  readonly ending: Ending | undefined
  readonly answered?: Answered
}

async function attempt(
  { port, desk, load }: PromptPorts,
  request: BrowserRequest,
): Promise<Outcome> {
  try {
    const answering = load().then((answer) => answer({ port, desk, request }))
    const answered = await unlessLeft(desk.signal, answering)
    if (answered === undefined) return { ending: undefined }
    return { ending: endingOf(answered, request.kind), answered }
  } catch (error) {
    return { ending: endingOfError(error) }
  }
}

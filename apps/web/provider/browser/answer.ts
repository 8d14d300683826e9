import type { BrowserRequest, ShellPort } from '@keyward/channel'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { type Answered, answerRequest, privilegedBrowsers } from '@keyward/keyholder/provider'
import { extensionBrowser } from '../../extension/browser.ts'
import { readSignals } from '../../extension/read-signals.ts'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import { askedAnew } from '../request/asked-anew.ts'
import { afterwards } from '../vault/after-save.ts'
import { openPromptVault, type PromptVault } from './open-vault.ts'
import { personAtPrompt } from './person.ts'

/** Takes in what sites have said of their passkeys, so that none is offered that its site has refused. */
async function heed(keyholder: Keyholder): Promise<void> {
  const area = extensionBrowser().storage.local
  if ((await readSignals(area)).length === 0) return
  const { heedLeft } = await import('../../extension/heed-signals.ts')
  // What fails is left for the next page.
  await heedLeft(keyholder, area).catch(() => false)
}

/** What a request is answered with. */
export interface PromptSitting {
  readonly port: Pick<ShellPort, 'call' | 'on'>
  readonly desk: SheetDesk
  readonly request: BrowserRequest
}

/** Answers the request of one sitting. */
export type AnswerAtPrompt = (sitting: PromptSitting) => Promise<Answered>

/**
 * Opens what this browser keeps, at once: it takes longer than to ask what the request is. Returns what
 * answers with it, which rejects with what could not be opened.
 */
export function beginAnswering(): AnswerAtPrompt {
  const opening = openPromptVault(extensionBrowser())
  // There may be no request to fail.
  opening.catch(() => undefined)
  return async (sitting) => answerAtPrompt(sitting, await opening)
}

/**
 * Answers the request of a page, with the person at the prompt. The background is told a result; how
 * a request failed is told it by the caller, once the person has read why.
 */
async function answerAtPrompt(
  { port, desk, request: asked }: PromptSitting,
  { keyholder, unlocking, provider, rows, client, used }: PromptVault,
): Promise<Answered> {
  const { request, preferred } = askedAnew(asked)
  const { push } = afterwards(keyholder, port)
  // Beside the person's answers: what others changed or revoked comes in, and earlier sign-ins go out.
  let isExchanging = false
  const exchanging: typeof provider = async () => {
    const opened = await provider()
    if (opened === undefined || isExchanging) return opened
    isExchanging = true
    await heed(keyholder)
    // At once: what a site has said, and whether this browser was removed, must not wait for a person.
    void push()
    return opened
  }
  const person = personAtPrompt({
    desk,
    unlocking,
    push,
    preferred,
    clock: () => performance.now(),
  })
  const answered = await answerRequest(
    { isProviderEnabled: true, isVerificationSetUp: true, provider: exchanging },
    person,
    request,
    {
      complete: (requestId, result) =>
        port.call('provider.complete', { requestId, result: result as never }),
      fail: () => Promise.resolve(),
      client,
      privileged: privilegedBrowsers,
      assetLinks: () => Promise.resolve(undefined),
      rows,
    },
    desk.signal,
  )
  if (answered.outcome === 'completed') used()
  return answered
}

import { type AuthenticationResponse, forPage } from '@keyward/webauthn/client'
import { AgentError } from '../error.ts'
import { type Attested, attest } from './attest.ts'
import { BINDING, type PageAnswer, pageScript } from './page-script.ts'
import type { BindingSource, BrowserContextLike, FrameLike } from './structure.ts'

/** What signs in: an `Agent` of `@keyward/agent` is one. */
export interface SignsIn {
  signIn(
    request: unknown,
    place: Attested & { readonly reason: string; readonly signal: AbortSignal },
  ): Promise<AuthenticationResponse>
}

export interface AnswerOptions {
  /** Stands in the activity beside each sign-in of this browser; 1 to 200 characters. */
  readonly reason: string
  /**
   * Told why a request was refused: the page learns no more than any page does. `origin` is
   * undefined where the browser attested none.
   */
  readonly onRefused?: (error: unknown, origin: string | undefined) => void
}

/**
 * Lets an agent answer `navigator.credentials.get` in all pages of a browser context from their next
 * document on; call it before `newPage`. Each answer is bound to the origin that Chromium itself
 * reports for the frame that asked, never to what the page says; a frame of another origin than its
 * page needs `allow="publickey-credentials-get"`. `create` is refused with a NotAllowedError, and so
 * is everything in other browsers, which don't tell origins.
 */
export async function answerPasskeys(
  context: BrowserContextLike,
  agent: SignsIn,
  options: AnswerOptions,
): Promise<void> {
  const running = new WeakMap<FrameLike, Map<number, AbortController>>()
  await context.exposeBinding(BINDING, async (source, message) => {
    const asked = parseMessage(message)
    const own = running.get(source.frame) ?? new Map<number, AbortController>()
    running.set(source.frame, own)
    if (asked === undefined) return { ok: false, ...forPage(undefined) }
    if (asked.kind === 'cancel') return own.get(asked.id)?.abort()
    const control = new AbortController()
    own.set(asked.id, control)
    try {
      return await answer(context, agent, { source, request: asked.options, control }, options)
    } finally {
      own.delete(asked.id)
    }
  })
  await context.addInitScript({ content: pageScript() })
}

interface Asked {
  readonly source: BindingSource
  readonly request: unknown
  readonly control: AbortController
}

/** Never rejects: a page learns the name of an error and one sentence. */
async function answer(
  context: BrowserContextLike,
  agent: SignsIn,
  { source, request, control }: Asked,
  { reason, onRefused }: AnswerOptions,
): Promise<PageAnswer> {
  let attested: Attested | undefined
  try {
    attested = await attest(context, source)
    if (attested === undefined) throw unattested()
    const { signal } = control
    return { ok: true, response: await agent.signIn(request, { ...attested, reason, signal }) }
  } catch (error) {
    onRefused?.(error, attested?.origin)
    return { ok: false, ...forPage(error) }
  }
}

function unattested(): AgentError {
  return new AgentError(
    'agent.origin',
    'The browser does not say for which origin this frame asks, or does not let it sign in with passkeys.',
  )
}

function parseMessage(
  message: unknown,
): { kind: 'get' | 'cancel'; id: number; options: unknown } | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { kind, id, options } = message as Readonly<Record<string, unknown>>
  if ((kind !== 'get' && kind !== 'cancel') || typeof id !== 'number') return undefined
  return { kind, id, options }
}

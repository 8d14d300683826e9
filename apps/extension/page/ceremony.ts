import type { CeremonyKind, Outcome } from '../messages/page.ts'
import { ask } from './link.ts'
import { textOf } from './options.ts'
import * as realm from './realm.ts'
import { credentialOf } from './result.ts'

/** A call of the page that Keyward may answer. */
type Request = NonNullable<ReturnType<typeof readRequest>>
/** The browser's own function for the ceremony, with options of ours. */
type Run = (options: unknown) => unknown

/**
 * Answers a kind of ceremony of the container, or leaves it to the browser, arguments untouched.
 * `fromJson` is the browser's own function that reads options from their JSON form.
 */
export function takeCeremony(
  kind: CeremonyKind,
  container: object,
  fromJson: realm.Callable,
): void {
  // A manager whose script ran first may have put a function of its own on the object itself.
  const isTaken = realm.getOwnPropertyDescriptor(container, kind) !== undefined
  const owner = isTaken ? { prototype: container } : CredentialsContainer
  realm.replace(owner, kind, (method, self, values) => {
    const leave = () => realm.apply(method, self, values)
    const run: Run = (options) => realm.apply(method, self, [options] as never)
    const read = () => readRequest(kind, values[0] as never)
    const request = self === container ? realm.attempt(read) : undefined
    if (request === undefined) return leave()
    const deliver = async (outcome: Outcome): Promise<unknown> => {
      if (outcome.end === 'failure') throw new realm.DOMException(outcome.message, outcome.name)
      if (outcome.end !== 'answer') return leave()
      const genuine = outcome.native === true ? await askNative(request, run, fromJson) : undefined
      return genuine ?? credentialOf(outcome.response)
    }
    return oneAtATime(request.signal, async () =>
      request.call === 'conditional'
        ? conditional(request, run, deliver)
        : deliver(await ask(request, request.signal)),
    )
  })
}

let current: object | undefined

/**
 * A frame has one request, as in Chromium, and it ends in the very turn that the page aborts it. A
 * page would see from anything else whether Keyward or the browser is at work, and so whether there
 * is a passkey.
 */
function oneAtATime(signal: AbortSignal | undefined, work: () => Promise<unknown>) {
  return new realm.Promise<unknown>((resolve, reject) => {
    if (current) throw new realm.DOMException('A request is already pending.', 'OperationError')
    const own = (current = {})
    const end = (settle: (value: never) => void, value: unknown): void => {
      if (current === own) current = undefined
      settle(value as never)
    }
    const refuse = (reason: unknown): void => end(reject, reason)
    if (signal !== undefined) realm.listen(signal, 'abort', () => refuse(realm.reasonOf(signal)))
    realm.onSettled(work(), (value: unknown) => end(resolve, value), refuse)
  })
}

/**
 * Reads what the page gave, each member once. Undefined for what only the browser can answer: other
 * kinds of credentials, other mediation, a signal that is aborted. Throws what the page's getters
 * throw, and for what is no signal: the browser then tells it in its own words.
 */
function readRequest(kind: CeremonyKind, given: Readonly<Record<string, unknown>>) {
  const { digital, federated, identity, mediation = 'optional', otp, password } = given
  const { publicKey, signal } = given as { publicKey?: unknown; signal?: AbortSignal }
  if (digital || federated || identity || otp || password || !publicKey) return undefined
  const way = `${mediation as string}`
  const isModal = way === 'optional' || way === 'required'
  if (!isModal && (way !== 'conditional' || kind === 'create')) return undefined
  const options = textOf[kind](publicKey as never)
  if (signal !== undefined && realm.isAborted(signal)) return undefined
  return { call: isModal ? kind : 'conditional', options, signal, given } as const
}

/** The same response from the browser. Undefined when it has none, so that no sign-in is lost. */
async function askNative({ options, signal }: Request, run: Run, fromJson: realm.Callable) {
  try {
    const publicKey = realm.apply(fromJson, undefined, [realm.parse(options)] as never)
    return await run(realm.bare({ publicKey, signal }))
  } catch (error) {
    if (signal !== undefined && realm.isAborted(signal)) throw realm.reasonOf(signal)
    if (error instanceof realm.DOMException && realm.nameOf(error) === 'SecurityError') throw error
    return undefined
  }
}

type Deliver = (outcome: Outcome) => Promise<unknown>

/**
 * Two requests stay live, the browser's and ours: the first that is answered ends the other one. The
 * browser's refusal counts only once ours is left, for it may know no conditional requests.
 */
async function conditional(request: Request, run: Run, deliver: Deliver): Promise<unknown> {
  const { given, signal } = request
  const controller = new realm.AbortController()
  const own = realm.signalOf(controller)
  const both = signal === undefined ? own : realm.anyOf(realm.AbortSignal, [signal, own])
  const get = (_: object, name: PropertyKey) => (name === 'signal' ? both : realm.get(given, name))
  const theirs = run(new realm.Proxy({}, realm.bare({ get })))
  const askKeyward = async (): Promise<unknown> => {
    const outcome = await ask(request, both)
    if (outcome.end === 'browser') return theirs
    // The browser takes one request at a time, and may be asked again.
    realm.abort(controller)
    return deliver(outcome)
  }
  const ours = askKeyward()
  try {
    return await realm.firstOf(realm.Promise, [
      ours,
      realm.onSettled(theirs, undefined, () => ours),
    ])
  } finally {
    realm.abort(controller)
  }
}

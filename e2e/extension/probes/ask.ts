import type { ProbedPage } from '../world/attacked.ts'

type Evaluating = Pick<ProbedPage, 'evaluate'>

/** How a call of a page ended. */
export interface Ended {
  /** `ok`, or the name of the error. */
  readonly how: string
  readonly message: string
  /** The text of the passkey's id, where there is one. */
  readonly id: string
  /** Whether what came is of the page's own realm, an instance of its interfaces. */
  readonly isOwn: boolean
}

const MOST_MILLISECONDS = 15_000

/**
 * Has a page ask for a passkey of its own host, or a sign-in with one.
 *
 * @param how JavaScript of an object that is laid over the options of `create` or `get`
 */
export function ask(page: Evaluating, verb: 'create' | 'get', how = '{}'): Promise<Ended> {
  return page.evaluate(`(${ENDED})('${verb}', ${how})`) as Promise<Ended>
}

/** Begins to ask, and leaves how it ends at `window.ended`. */
export async function begin(page: Evaluating, verb: 'create' | 'get', how = '{}'): Promise<void> {
  await page.evaluate(
    `window.ended = undefined; (${ENDED})('${verb}', ${how}).then((e) => (window.ended = e)); 0`,
  )
}

/** How what was begun has ended. */
export function ended(page: Evaluating): Promise<Ended> {
  return page.evaluate(`(async () => {
    while (window.ended === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
    return window.ended
  })()`) as Promise<Ended>
}

/** For the page. It gives up by itself: no request may stay open behind a test. */
const ENDED = `async (verb, how) => {
  const publicKey = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    rp: { name: 'A site' },
    user: { id: crypto.getRandomValues(new Uint8Array(8)), name: 'ada', displayName: 'Ada' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
    ...how.publicKey,
  }
  try {
    const signal = AbortSignal.timeout(${MOST_MILLISECONDS})
    const made = await navigator.credentials[verb]({ signal, ...how, publicKey })
    return { how: 'ok', message: '', id: made.id, isOwn: made instanceof PublicKeyCredential }
  } catch (error) {
    return { how: error.name, message: error.message, id: '', isOwn: error instanceof DOMException }
  }
}`

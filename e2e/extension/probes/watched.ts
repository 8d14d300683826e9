import type { Page } from 'playwright-core'

/** Everything that a page can tell of how a request ended, but for how long it took. */
export interface Watched {
  /** What happened before it ended, in order. */
  readonly before: readonly string[]
  /** What can be read from the error, by name. */
  readonly error: Readonly<Record<string, string>>
  /** How many turns of microtasks after its own abort the page heard of it; none without an abort. */
  readonly turns: number | undefined
}

/** Which passkey is asked for: one that may be there, or one that nobody has. */
export type Asked = 'any' | 'unknown'

/** @param abortAfter milliseconds, after which the page aborts its request */
export function watch(page: Page, asked: Asked, abortAfter?: number): Promise<Watched> {
  return page.evaluate(`(${WATCHED})('${asked}', ${abortAfter})`) as Promise<Watched>
}

/** How a second request ends while a first one is open, which is given up after that. */
export function endOfSecond(page: Page, first: Asked, second: Asked): Promise<string> {
  return page.evaluate(`(${SECOND})('${first}', '${second}')`) as Promise<string>
}

/** For the page. */
const OPTIONS = `(asked, signal) => ({ signal, publicKey: {
  challenge: new Uint8Array(32),
  ...(asked === 'unknown' && { allowCredentials: [{ type: 'public-key', id: new Uint8Array(16) }] }),
} })`

/** For the page: the first one is decided by the time that the second one is made. */
const SECOND = `async (first, second) => {
  const optionsOf = ${OPTIONS}
  const controller = new AbortController()
  const open = navigator.credentials.get(optionsOf(first, controller.signal)).catch(String)
  await new Promise((resolve) => setTimeout(resolve, 600))
  const late = AbortSignal.timeout(5000)
  const end = await navigator.credentials.get(optionsOf(second, late)).then(() => 'ok', String)
  controller.abort()
  await open
  return end
}`

/** For the page. Each request gets a signal, aborted or not, since that is seen in nothing. */
const WATCHED = `async (asked, abortAfter) => {
  const before = []
  const over = new AbortController()
  const hear = (target, names) => {
    for (const name of names.split(' '))
      target.addEventListener(name, () => before.push(name), { signal: over.signal, capture: true })
  }
  hear(window, 'resize scroll pagehide pageshow beforeunload storage message error unhandledrejection')
  hear(document, 'visibilitychange focusin focusout selectionchange pointermove pointerleave keydown freeze resume')
  document.querySelector('input').focus()
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  before.length = 0
  const controller = new AbortController()
  const optionsOf = ${OPTIONS}
  let error
  let turns
  const request = navigator.credentials.get(optionsOf(asked, controller.signal))
  const settled = request.catch((reason) => (error = reason))
  if (abortAfter !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, abortAfter))
    if (error !== undefined) before.push('ended before anybody did anything')
    controller.abort()
    for (turns = 0; error === undefined && turns < 50; turns += 1) await null
  }
  await settled
  before.push('the element with the focus: ' + document.activeElement.tagName)
  over.abort()
  const prototypes = []
  for (let at = error; at !== null; at = Object.getPrototypeOf(at))
    prototypes.push(Reflect.ownKeys(at).map(String).join())
  return {
    before,
    turns,
    error: {
      text: String(error), name: error.name, message: error.message, code: String(error.code),
      stack: String(error.stack).replace(/:\\d+/g, ''), prototypes: prototypes.join(' < '),
      kind: Object.prototype.toString.call(error), own: JSON.stringify(error),
      isOwn: String(Object.getPrototypeOf(error) === DOMException.prototype),
      promise: String(Object.getPrototypeOf(request) === Promise.prototype),
    },
  }
}`

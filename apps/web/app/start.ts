import { deviceOf } from '../platform/names.ts'
import type { Runtime } from './runtime.ts'

let starting: Promise<Runtime> | undefined

/**
 * The app's runtime, opened once. It is loaded beside the first screen, which has no need of it.
 *
 * @throws {KeyholderError} `replica.*`
 * @throws {ChannelError} when the phone around this page does not answer
 */
export function startRuntime(): Promise<Runtime> {
  starting ??= import('./open-runtime.ts').then(({ openRuntime }) => openRuntime(thisDevice))
  return starting
}

/** The device that this page was opened for; undefined in a plain browser. */
export const thisDevice: string | undefined = deviceOf(globalThis.location?.search ?? '')

const HINT = `keyward.known${thisDevice === undefined ? '' : `.${thisDevice}`}`

/** Whether somebody was signed in here when the app was last open: it decides what is shown first, and nothing else. */
export function wasKnown(): boolean {
  return localStorage.getItem(HINT) !== null
}

/** Keeps that for the next start. */
export function rememberKnown(isKnown: boolean): void {
  if (isKnown) localStorage.setItem(HINT, 'yes')
  else localStorage.removeItem(HINT)
}

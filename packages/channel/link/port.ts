/**
 * One end of a two-way link that carries texts in order, once each. A browser's `MessagePort` is
 * one; so is whatever a native shell puts in its place.
 */
export interface MessagePortLike {
  postMessage(message: string): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  /** Messages wait until this is called. */
  start(): void
  close(): void
}

/** Runs something after so many milliseconds, unless the returned function is called before. */
export type Schedule = (milliseconds: number, run: () => void) => () => void

interface Timers {
  readonly setTimeout?: (run: () => void, milliseconds: number) => unknown
  readonly clearTimeout?: (timer: unknown) => void
}

/** The engine's own timers. An engine without any never runs what it is given. */
export const engineSchedule: Schedule = (milliseconds, run) => {
  const timers = globalThis as Timers
  const timer = timers.setTimeout?.(run, milliseconds)
  return () => timers.clearTimeout?.(timer)
}

import { record, type Shaped } from '../shape/shape.ts'
import { requestId } from './provider.ts'

const nothing = record({})

/** What a shell says without being asked. */
export const EVENTS = {
  /** The system took the request back: whatever is on its screen ends, and no answer is wanted. */
  'provider.cancelled': record({ requestId }),
  'app.foreground': nothing,
  'app.background': nothing,
  /** The system lost its listing: it has to be replaced as a whole. */
  'index.invalidated': nothing,
} as const

export type ShellEvent = keyof typeof EVENTS
export type EventParams<E extends ShellEvent> = Shaped<(typeof EVENTS)[E]>

export function isShellEvent(name: string): name is ShellEvent {
  return Object.hasOwn(EVENTS, name)
}

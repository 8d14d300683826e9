import type { ShownKit } from '@keyward/keyholder/session'

/** A new recovery kit that waits to be shown, and where to go from there. */
export interface WaitingKit {
  readonly kit: ShownKit
  readonly next: string
}

let waiting: WaitingKit | undefined

/** Hands a new kit to the kit screen. It is kept in memory alone, until it was saved. */
export function showKit(kit: ShownKit, next: string): void {
  waiting = { kit, next }
}

/** The kit to show; undefined when there is none. */
export function waitingKit(): WaitingKit | undefined {
  return waiting
}

/** The person has saved it. */
export function kitSaved(): void {
  waiting = undefined
}

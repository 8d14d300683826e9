import type { UnlockAnswer } from '../desk/stage.ts'

/** Keyward in this browser, as far as the person at the prompt has to do with it. */
export interface BrowserUnlocking {
  isUnlocked(): boolean
  /** Whether this browser has a passkey for Keyward itself. */
  readonly hasPasskey: boolean
  /** Rejects once this browser was removed from the workspace, with `session.removed`; else never ends. */
  readonly gone: Promise<never>
  /** @throws {KeyholderError} as `Session.unlock`; the browser's DOMException when a passkey was declined */
  unlock(given: UnlockAnswer): Promise<void>
  /** The same for who is unlocked, and stays so. @throws as `Session.checkMember` */
  check(given: UnlockAnswer): Promise<void>
}

import type { Verification } from '@keyward/keyholder/provider'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import type { UnlockProblem } from '../desk/stage.ts'
import type { BrowserUnlocking } from './ports.ts'

/**
 * Verifies the person in front of a browser: unlocking is the verification of this request; where
 * Keyward is unlocked already, only what they show now counts, and being there is enough where the
 * site asks for no more.
 *
 * Rejects with what is no matter of the person: a damaged replica, nobody signed in, a browser that was
 * removed while it asked.
 */
export async function verifyInBrowser(
  desk: Pick<SheetDesk, 'ask' | 'show'>,
  unlocking: BrowserUnlocking,
  isRequired: boolean,
): Promise<Verification> {
  const isOpen = unlocking.isUnlocked()
  if (isOpen && !isRequired) return { outcome: 'present' }
  const { hasPasskey } = unlocking
  let problem: UnlockProblem | undefined
  for (;;) {
    // Who was removed meanwhile hears that, and is not asked for a passphrase that opens nothing.
    const asked = desk.ask({ kind: 'unlock', isOpen, hasPasskey, problem })
    const given = await Promise.race([asked, unlocking.gone])
    if (given === undefined) return { outcome: 'cancelled' }
    try {
      await (isOpen ? unlocking.check(given) : unlocking.unlock(given))
      desk.show({ kind: 'waiting', what: isOpen ? 'signing' : 'opening' })
      return { outcome: 'verified', method: given.by }
    } catch (error) {
      const found = problemOf(error)
      if (found === undefined) throw error
      problem = found
    }
  }
}

const BY_RULE: ReadonlyMap<string, UnlockProblem> = new Map([
  ['session.wrong-passphrase', 'wrong-passphrase'],
  ['session.offline-unlock-unavailable', 'offline'],
  ['session.locked', 'ended'],
  ['remote.offline', 'offline'],
] as const)

/** undefined for what no person at the prompt could change. */
function problemOf(error: unknown): UnlockProblem | undefined {
  if (!(error instanceof Error)) return undefined
  // The browser's own prompt was left, or has no such passkey.
  if (error.name === 'NotAllowedError' || error.name === 'SecurityError') return 'no-passkey'
  const { rule } = error as Error & { readonly rule?: unknown }
  if (typeof rule !== 'string') return undefined
  // A server that has had enough of wrong passphrases, too.
  return BY_RULE.get(rule) ?? (rule.startsWith('remote.') ? 'other' : undefined)
}

import type { CredentialSource } from '@keyward/webauthn/authenticator'
import type { ExportView } from './view.ts'

/** One entry of a format whose entries hold one passkey each. */
export interface SplitEntry {
  readonly view: ExportView
  readonly passkey?: CredentialSource
  /** Whether this entry carries what the account has once: password, one-time code, notes. */
  readonly isFirst: boolean
}

/**
 * Entries of one account: as many as it has passkeys, and at least one. App, username and addresses
 * are on all of them, by which `readImport` finds them to be one account again.
 */
export function splitByPasskey(view: ExportView): SplitEntry[] {
  if (view.passkeys.length === 0) return [{ view, isFirst: true }]
  return view.passkeys.map((passkey, i) => ({ view, passkey, isFirst: i === 0 }))
}

import { sealedRows } from '../../provider/rows.ts'
import {
  confirmPasskey as confirmed,
  type Unconfirmed,
  unconfirmedPasskeys,
} from '../../provider/unconfirmed.ts'
import type { OpenDesk } from '../keyholder.ts'

/** The passkeys made on this device whose app may not have received them. @throws {KeyholderError} `replica.*` */
export function listUnconfirmed({ vault, platform }: OpenDesk): Promise<readonly Unconfirmed[]> {
  return unconfirmedPasskeys(sealedRows(vault.context), vault, platform.clock())
}

/**
 * Keeps such a passkey: the person looked, and the app has it. Without a mark nothing happens.
 *
 * @param credentialId base64url
 * @throws {KeyholderError} `replica.*`
 */
export function confirmPasskey({ vault }: OpenDesk, credentialId: string): Promise<void> {
  return confirmed(sealedRows(vault.context), credentialId)
}

import { decodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { deletePasskey as marked, restorePasskey as unmarked } from '../../accounts.ts'
import { contentFor } from '../accounts/opened.ts'
import { type Desk, editAt } from '../desk.ts'

/**
 * Deletes a passkey for everybody who has its account. Its key is kept, and it can be restored for
 * 30 days. The app still has its part: remove it there as well.
 *
 * @param credentialId base64url
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `passkey.unknown`, `passkey.deleted`, `account.deleted`
 */
export async function deletePasskey(
  desk: Desk,
  accountId: string,
  credentialId: string,
): Promise<void> {
  const content = await contentFor(desk, accountId, 'account.edit')
  const id = decodeBase64url(credentialId)
  await desk.vault.save(accountId, marked(content, id, editAt(desk)), {
    onTaken: 'keep',
    activity: [{ event: 'passkey-deleted', subject: { accountId, credentialIdHash: sha256(id) } }],
  })
}

/**
 * Brings a deleted passkey back: it signs in again, on every device.
 *
 * @param credentialId base64url
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `passkey.unknown`, `passkey.not-deleted`, `passkey.restore-expired`
 */
export async function restorePasskey(
  desk: Desk,
  accountId: string,
  credentialId: string,
): Promise<void> {
  const content = await contentFor(desk, accountId, 'account.edit')
  const id = decodeBase64url(credentialId)
  await desk.vault.save(accountId, unmarked(content, id, editAt(desk)), { onTaken: 'keep' })
}

import { decodeBase64url } from '@keyward/codec'
import {
  type AccountContent,
  quarantinePasskey as quarantined,
  renamePasskey as renamed,
} from '../../accounts.ts'
import { contentFor } from '../accounts/opened.ts'
import { type Desk, editAt } from '../desk.ts'

/**
 * Names a passkey; an empty name is none.
 *
 * @param credentialId base64url
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `passkey.unknown`, `passkey.deleted`, `account.deleted`
 */
export async function renamePasskey(
  desk: Desk,
  accountId: string,
  credentialId: string,
  name: string,
): Promise<void> {
  await change(desk, accountId, (content) =>
    renamed(content, decodeBase64url(credentialId), name.trim(), editAt(desk)),
  )
}

/**
 * Takes a passkey back into use that was set apart because its app said that it does not know it.
 *
 * @param credentialId base64url
 * @throws {KeyholderError} `account.*`, `forbidden`
 * @throws {AccountsError} `passkey.unknown`, `passkey.deleted`, `account.deleted`
 */
export async function releasePasskey(
  desk: Desk,
  accountId: string,
  credentialId: string,
): Promise<void> {
  await change(desk, accountId, (content) =>
    quarantined(content, decodeBase64url(credentialId), false, editAt(desk)),
  )
}

async function change(
  desk: Desk,
  accountId: string,
  edit: (content: AccountContent) => AccountContent,
): Promise<void> {
  const content = await contentFor(desk, accountId, 'account.edit')
  await desk.vault.save(accountId, edit(content), { onTaken: 'keep' })
}

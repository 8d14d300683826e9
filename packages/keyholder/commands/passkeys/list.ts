import { encodeBase64url } from '@keyward/codec'
import { type Passkey, type PasskeyStatus, passkeyStatus, removedAt } from '../../accounts.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import type { Desk } from '../desk.ts'

/** A passkey in a list, with the account that it belongs to. */
export interface PasskeyRow {
  readonly account: Pick<OpenAccount, 'accountId' | 'relation' | 'profile'>
  readonly passkey: Passkey
  /** Base64url. */
  readonly credentialId: string
  readonly status: PasskeyStatus
  readonly deletedAt: number | undefined
}

const MOST_ACCOUNTS = 100_000

/**
 * The passkeys of the accounts that fit the query, and of no other RP where one is named; deleted
 * ones too, since they can be restored for 30 days. Accounts that are set apart are not in it.
 */
export async function listPasskeys(
  { vault }: Pick<Desk, 'vault'>,
  filter: { readonly query?: string; readonly rpId?: string; readonly accountId?: string },
): Promise<readonly PasskeyRow[]> {
  const rows: PasskeyRow[] = []
  for (const accountId of accountsOf(vault, filter)) {
    const account = await vault.get(accountId)
    for (const passkey of account?.profile.passkeys.values() ?? []) {
      if (account === undefined || (filter.rpId !== undefined && passkey.rpId !== filter.rpId))
        continue
      const status = passkeyStatus(passkey)
      rows.push({
        account,
        passkey,
        credentialId: encodeBase64url(passkey.credentialId),
        status,
        deletedAt: status === 'deleted' ? removedAt(passkey) : undefined,
      })
    }
  }
  return rows
}

function accountsOf(
  vault: Desk['vault'],
  { query = '', accountId }: { readonly query?: string; readonly accountId?: string },
): readonly string[] {
  if (accountId !== undefined) return [accountId]
  return vault.index.search(query, MOST_ACCOUNTS).map((entry) => entry.accountId)
}

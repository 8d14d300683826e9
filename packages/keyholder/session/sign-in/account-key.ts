import { decodeBase64url } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import type { Me, MethodRow } from '@keyward/protocol'
import { type UnlockSecret, unwrapAccountKey, VaultError } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import type { Core } from '../core.ts'

/** The account key with its epoch. */
export interface Account {
  readonly accountKey: AeadKey
  readonly accountKeyEpoch: number
}

/**
 * The account key that the server keeps wrapped for this secret; undefined when none of the member's
 * methods opens by it.
 */
export async function accountOf(
  core: Core,
  me: Me,
  secret: UnlockSecret,
): Promise<Account | undefined> {
  const rows = me.methods.filter(
    ({ kind, accountKeyEpoch }) => kind === secret.method && accountKeyEpoch === me.accountKeyEpoch,
  )
  for (const row of rows) {
    const accountKey = await unwrapped(core, me, secret, row)
    if (accountKey !== undefined) return { accountKey, accountKeyEpoch: row.accountKeyEpoch }
  }
  return undefined
}

/** @throws {KeyholderError} `remote.malformed` when the server's method does not open by the secret */
export async function requireAccount(core: Core, me: Me, secret: UnlockSecret): Promise<Account> {
  const account = await accountOf(core, me, secret)
  if (account !== undefined) return account
  throw new KeyholderError('remote.malformed', 'The server gave other keys than were left with it.')
}

async function unwrapped(
  core: Core,
  { workspaceId, memberId }: Me,
  secret: UnlockSecret,
  { methodId, accountKeyEpoch, wrapped }: MethodRow,
): Promise<AeadKey | undefined> {
  const context = { workspaceId, memberId, methodId, accountKeyEpoch }
  try {
    return await unwrapAccountKey(core.platform.aead, secret, context, decodeBase64url(wrapped))
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}

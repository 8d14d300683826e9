import { type CborValue, CodecError, decodeBase64url, decodeCbor, encodeCbor } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { shardOf } from '../../accounts/search/shards.ts'

/** A passkey as the system's menu lists it. Bytes are base64url. */
export interface ListedPasskey {
  readonly credentialId: string
  readonly rpId: string
  readonly userHandle: string
  readonly userName: string
  readonly displayName: string
  readonly accountName: string
  /** UTC milliseconds; 0 when it was not used yet. */
  readonly lastUsedAt: number
}

/** What is listed of one account, and of which of its changes. */
export interface ListedAccount {
  readonly accountId: string
  readonly stamp: number
  /** Empty for an account that takes no passkeys of this member. */
  readonly label: string
  readonly passkeys: readonly ListedPasskey[]
}

/** Few enough to be read at once, many enough that a change writes little. Part of the format. */
export const ACCOUNT_SHARDS = 64
const CREDENTIAL_SHARDS = 256

/** The row that lists an account. */
export function accountRow(accountId: string): string {
  return accountShardRow(shardOf(accountId, ACCOUNT_SHARDS))
}

export function accountShardRow(number: number): string {
  return `provider/listed/${number}`
}

/** The row that says to which account a passkey belongs: one small row, whatever the vault has. */
export function credentialRow(credentialId: string): string {
  const [first = 0] = sha256(decodeBase64url(credentialId))
  return `provider/find/${first % CREDENTIAL_SHARDS}`
}

export function encodeAccounts(accounts: Iterable<ListedAccount>): Uint8Array {
  return encodeCbor(
    Array.from(accounts, ({ accountId, stamp, label, passkeys }): CborValue => [
      accountId,
      stamp,
      label,
      encodeCbor(passkeys.map(membersOf)),
    ]),
  )
}

/** Empty for what this version can't read: it is made again. */
export function parseAccounts(row: Uint8Array | undefined): Map<string, ListedAccount> {
  const accounts = listOf(row).map((value) => {
    const [accountId, stamp, label, passkeys] = value as [string, number, string, Uint8Array]
    return { accountId, stamp, label, passkeys: listOf(passkeys).map(passkeyOf) }
  })
  return new Map(accounts.map((account) => [account.accountId, account]))
}

/** Pairs of credential and account id. */
export function encodeFinds(finds: ReadonlyMap<string, string>): Uint8Array {
  return encodeCbor([...finds].map((pair): CborValue => pair))
}

export function parseFinds(row: Uint8Array | undefined): Map<string, string> {
  return new Map(listOf(row) as readonly [string, string][])
}

function membersOf(passkey: ListedPasskey): CborValue {
  const { credentialId, rpId, userHandle, userName, displayName } = passkey
  const { accountName, lastUsedAt } = passkey
  return [credentialId, rpId, userHandle, userName, displayName, accountName, lastUsedAt]
}

function passkeyOf(value: CborValue): ListedPasskey {
  const [credentialId, rpId, userHandle, userName, displayName, accountName, lastUsedAt] =
    value as [string, string, string, string, string, string, number]
  return { credentialId, rpId, userHandle, userName, displayName, accountName, lastUsedAt }
}

function listOf(row: Uint8Array | undefined): readonly CborValue[] {
  try {
    const value = row && decodeCbor(row)
    return Array.isArray(value) ? (value as readonly CborValue[]) : []
  } catch (error) {
    if (error instanceof CodecError) return []
    throw error
  }
}

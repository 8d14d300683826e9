import { encodeBase64url } from '@keyward/codec'
import { type Passkey, passkeyStatus } from '../../accounts.ts'
import type { OpenAccount, OpenVault } from '../../vault.ts'
import type { SealedRows } from '../rows.ts'
import {
  ACCOUNT_SHARDS,
  accountRow,
  accountShardRow,
  credentialRow,
  encodeAccounts,
  encodeFinds,
  type ListedAccount,
  type ListedPasskey,
  parseAccounts,
  parseFinds,
} from './shards.ts'

/** The system's menu has no room for more characters of a name. */
const MOST_SHOWN = 512

/** What is to be listed. */
export interface ListingSource {
  /** Every account with what counts its changes; deleted ones are left out. */
  accounts(): Iterable<readonly [accountId: string, stamp: number]>
  get(accountId: string): Promise<OpenAccount | undefined>
}

/** How one account is listed otherwise: not before, or not any more, where there is none. */
export interface ListingStep {
  readonly before: ListedAccount | undefined
  readonly now: ListedAccount | undefined
}

/** The accounts of an open vault, as its index has them. */
export function listingSource(vault: OpenVault): ListingSource {
  return {
    *accounts() {
      for (const [accountId, { isDeleted, stamp }] of vault.context.memory.rows)
        if (!isDeleted) yield [accountId, stamp]
    },
    get: (accountId) => vault.get(accountId),
  }
}

/** What is listed now, read without opening an account. */
export async function listed(rows: SealedRows): Promise<readonly ListedAccount[]> {
  const shards = await Promise.all(
    Array.from({ length: ACCOUNT_SHARDS }, (_, number) => rows.get(accountShardRow(number))),
  )
  return shards.flatMap((row) => Array.from(parseAccounts(row).values()))
}

/**
 * Makes the listing equal to the vault: only accounts that changed since are opened. Durable when it
 * resolves; cut off in the middle, the next call does the rest.
 *
 * @param begin called before anything is written, where something is to be
 * @returns what changed
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function refreshListing(
  source: ListingSource,
  rows: SealedRows,
  begin: () => Promise<void>,
): Promise<readonly ListingStep[]> {
  const before = new Map((await listed(rows)).map((one) => [one.accountId, one]))
  const now = new Map(source.accounts())
  const gone = [...before.values()].filter(({ accountId }) => !now.has(accountId))
  const put: ListedAccount[] = []
  for (const [accountId, stamp] of now) {
    if (before.get(accountId)?.stamp === stamp) continue
    put.push(listedOf(accountId, stamp, await source.get(accountId)))
  }
  if (put.length + gone.length === 0) return []
  await begin()
  await writeFinds(rows, put)
  await writeAccounts(rows, put, gone)
  return [
    ...gone.map((one) => ({ before: one, now: undefined })),
    ...put.map((one) => ({ before: before.get(one.accountId), now: one })),
  ]
}

/** The account that has a passkey, from one row; undefined when none is listed with it. */
export async function accountOfPasskey(
  rows: Pick<SealedRows, 'get'>,
  credentialId: string,
): Promise<string | undefined> {
  return parseFinds(await rows.get(credentialRow(credentialId))).get(credentialId)
}

function listedOf(
  accountId: string,
  stamp: number,
  account: OpenAccount | undefined,
): ListedAccount {
  if (account === undefined) return { accountId, stamp, label: '', passkeys: [] }
  const { profile, relation } = account
  const { appName, username } = profile
  const label = username.value === '' ? appName.value : `${appName.value}: ${username.value}`
  return {
    accountId,
    stamp,
    label: relation === 'owner' ? label : '',
    passkeys: [...profile.passkeys.values()]
      .filter((passkey) => passkeyStatus(passkey) === 'active')
      .map((passkey) => entryOf(account, passkey)),
  }
}

function entryOf({ profile }: OpenAccount, passkey: Passkey): ListedPasskey {
  const { username, displayName, appName } = profile
  return {
    credentialId: encodeBase64url(passkey.credentialId),
    rpId: passkey.rpId,
    userHandle: encodeBase64url(passkey.userHandle),
    userName: shown(username.value === '' ? passkey.userName.value : username.value),
    displayName: shown(
      displayName.value === '' ? passkey.userDisplayName.value : displayName.value,
    ),
    accountName: shown(appName.value),
    lastUsedAt: passkey.lastUsedAt ?? 0,
  }
}

function shown(text: string): string {
  return text.slice(0, MOST_SHOWN)
}

function idsOf({ passkeys }: ListedAccount): string[] {
  return passkeys.map(({ credentialId }) => credentialId)
}

async function writeFinds(rows: SealedRows, put: readonly ListedAccount[]): Promise<void> {
  const pairs = put.flatMap((account) =>
    idsOf(account).map((id): [string, string] => [id, account.accountId]),
  )
  for (const [key, some] of grouped(pairs, ([id]) => credentialRow(id)))
    await rows.update(key, (row) => encodeFinds(new Map([...parseFinds(row), ...some])))
}

async function writeAccounts(
  rows: SealedRows,
  put: readonly ListedAccount[],
  gone: readonly ListedAccount[],
): Promise<void> {
  const changed = grouped([...put, ...gone], ({ accountId }) => accountRow(accountId))
  const isGone = new Set(gone.map(({ accountId }) => accountId))
  for (const [key, some] of changed)
    await rows.update(key, (row) => {
      const accounts = parseAccounts(row)
      for (const account of some)
        if (isGone.has(account.accountId)) accounts.delete(account.accountId)
        else accounts.set(account.accountId, account)
      return encodeAccounts(accounts.values())
    })
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}

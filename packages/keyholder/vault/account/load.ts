import { equalBytes } from '@keyward/codec'
import {
  type AccessListStatement,
  hashAccessList,
  parseAccessList,
} from '@keyward/vault/access/list'
import { parseWrite, recallWrite } from '@keyward/vault/envelope'
import type { Profile, Secrets } from '../../accounts.ts'
import type { VaultPorts } from '../context.ts'
import { damaged } from '../rows/fields.ts'
import { type Known, parseKnown } from '../rows/known.ts'
import { type OpenedKeys, parseOpenedKeys } from '../rows/opened-keys.ts'
import { parsePending, type Pending } from '../rows/pending.ts'
import { knownKey, listKey, openedKey, writeKey } from '../rows/row-keys.ts'
import { openRow } from '../rows/sealed-row.ts'
import type { Reading } from '../rows/transaction.ts'
import type { Relation } from '../vault.ts'
import { readContent, readProfile, readSecrets } from './content.ts'

/** The version of the content's formats: the only one there is. */
export const FORMAT_VERSIONS: readonly number[] = [1]

export type Compartment = 'profile' | 'secrets'

/** What the replica has of an account, its content still closed. */
export interface StoredAccount {
  readonly accountId: string
  /** undefined while the server has not taken it, or nothing of it was verified. */
  readonly known: Known | undefined
  readonly pending: Pending | undefined
  readonly keys: OpenedKeys | undefined
  readonly relation: Relation
}

/** Both compartments, as far as the member may have them. */
export interface Content {
  readonly profile: Profile
  readonly secrets: Secrets | undefined
}

/** undefined when the replica has nothing of the account that could be verified. */
export async function loadAccount(
  ports: VaultPorts,
  read: Reading,
  accountId: string,
): Promise<StoredAccount | undefined> {
  const opened = await read.get('keys', openedKey(accountId))
  const known = await loadKnown(ports, read, accountId)
  const pending = await loadPending(ports, read, accountId)
  if (opened === undefined && known === undefined) return undefined
  const keys = opened && (await parseOpenedKeys(ports, accountId, opened))
  return { accountId, known, pending, keys, relation: known?.relation ?? 'owner' }
}

export async function loadKnown(
  ports: VaultPorts,
  read: Reading,
  accountId: string,
): Promise<Known | undefined> {
  const key = knownKey(accountId)
  const row = await read.get('writes', key)
  return row && parseKnown(await openRow(ports, 'writes', key, row))
}

export async function loadPending(
  ports: VaultPorts,
  read: Reading,
  accountId: string,
): Promise<Pending | undefined> {
  const row = await read.get('pending', accountId)
  return row && parsePending(await openRow(ports, 'pending', accountId, row))
}

/**
 * The content as it is here: with what was changed and not yet synchronised, else as the server has
 * it. undefined when there is none, as of the list of the index key.
 */
export async function currentContent(
  ports: VaultPorts,
  read: Reading,
  stored: StoredAccount,
): Promise<Content | undefined> {
  if (stored.pending?.content !== undefined) return readContent(stored.pending.content)
  return serverContent(ports, read, stored)
}

/** The content as the server has it, from the writes that this device has verified. */
export async function serverContent(
  ports: VaultPorts,
  read: Reading,
  stored: StoredAccount,
): Promise<Content | undefined> {
  const profile = await openStored(ports, read, stored, 'profile')
  if (profile === undefined) return undefined
  const secrets = await openStored(ports, read, stored, 'secrets')
  return { profile: readProfile(profile), secrets: secrets && readSecrets(secrets) }
}

/** One compartment's content as bytes; undefined when there is none or it is not the member's. */
export async function openStored(
  ports: VaultPorts,
  read: Reading,
  { accountId, known, keys }: StoredAccount,
  compartment: Compartment,
): Promise<Uint8Array | undefined> {
  const write = known?.[compartment]
  const key = keys?.[compartment]
  if (write === undefined || key === undefined) return undefined
  const row = await read.get('writes', writeKey(accountId, compartment))
  if (row === undefined) throw damaged()
  // The known hash is sealed with this device's key, so that who could change the replica could not
  // change it: the signature that it stands for was checked when the write came in.
  const verified = recallWrite(parseWrite(row), {
    kind: compartment,
    workspaceId: ports.unlocked().workspaceId,
    objectId: accountId,
    keyEpoch: key.epoch,
    formatVersions: FORMAT_VERSIONS,
    hash: write.hash,
  })
  if (verified.statement.context.version !== write.version) throw damaged()
  return verified.open(ports.platform.aead, key.key)
}

/** The newest access list, which counts by its hash; undefined before there is one. */
export async function newestList(
  read: Reading,
  accountId: string,
  known: Known | undefined,
): Promise<AccessListStatement | undefined> {
  if (known === undefined) return undefined
  const row = await read.get('lists', listKey(accountId, known.list.version))
  if (row === undefined) throw damaged()
  const list = parseAccessList(row)
  if (!equalBytes(hashAccessList(list), known.list.hash)) throw damaged()
  return list.statement
}

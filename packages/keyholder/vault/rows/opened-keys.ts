import { type CborMap, type CborValue, encodeCbor } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import type { Sealing } from '@keyward/vault/envelope'
import { unwrapLocalKey, wrapLocalKey } from '@keyward/vault/local'
import type { Unlocked } from '../../session/unlocked.ts'
import { sealingOf, type VaultPorts } from '../context.ts'
import { Fields, record } from './fields.ts'

type Ports = Pick<VaultPorts, 'platform' | 'unlocked'>
type Holder = Pick<Unlocked, 'workspaceId' | 'memberId' | 'accountKey' | 'accountKeyEpoch'>

export interface EpochKey {
  /** From 1. */
  readonly epoch: number
  readonly key: AeadKey
}

/** The keys of an account's compartments; who is no Owner has no secrets key. */
export interface OpenedKeys {
  readonly profile: EpochKey
  readonly secrets: EpochKey | undefined
}

/** The row of an account's opened keys, each wrapped under the account key. */
export function encodeOpenedKeys(
  ports: Ports,
  accountId: string,
  keys: OpenedKeys,
): Promise<Uint8Array> {
  return encodeFor(sealingOf(ports), ports.unlocked(), accountId, keys)
}

/**
 * Opens such a row.
 *
 * @throws {KeyholderError} `replica.damaged`, `replica.newer`; {VaultError} `wrapped.refused` when
 *   it lies under another account key
 */
export function parseOpenedKeys(
  ports: Ports,
  accountId: string,
  row: Uint8Array,
): Promise<OpenedKeys> {
  return parseFor(sealingOf(ports), ports.unlocked(), accountId, row)
}

/**
 * The same row under a new account key, for when the account key changes; undefined when it lies
 * under another one than the old.
 *
 * @throws as `parseOpenedKeys`
 */
export async function rewrapOpenedKeys(
  sealing: Sealing,
  accountId: string,
  row: Uint8Array,
  change: { readonly from: Holder; readonly to: Holder },
): Promise<Uint8Array | undefined> {
  if (Fields.parse(row).uint('accountKeyEpoch') !== change.from.accountKeyEpoch) return undefined
  const keys = await parseFor(sealing, change.from, accountId, row)
  return encodeFor(sealing, change.to, accountId, keys)
}

async function encodeFor(
  sealing: Sealing,
  holder: Holder,
  accountId: string,
  { profile, secrets }: OpenedKeys,
): Promise<Uint8Array> {
  const { accountKeyEpoch } = holder
  const wrap = async (kind: string, { epoch, key }: EpochKey): Promise<CborMap> => {
    const context = contextOf(holder, accountId, kind, epoch, accountKeyEpoch)
    return new Map<string, CborValue>([
      ['epoch', epoch],
      ['wrapped', await wrapLocalKey(sealing, holder.accountKey, context, key)],
    ])
  }
  return encodeCbor(
    record({
      accountKeyEpoch,
      profile: await wrap('profile-key', profile),
      secrets: secrets === undefined ? null : await wrap('secrets-key', secrets),
    }),
  )
}

async function parseFor(
  { aead }: Sealing,
  holder: Holder,
  accountId: string,
  row: Uint8Array,
): Promise<OpenedKeys> {
  const fields = Fields.parse(row)
  const accountKeyEpoch = fields.uint('accountKeyEpoch')
  const unwrap = async (kind: string, one: Fields): Promise<EpochKey> => {
    const epoch = one.uint('epoch')
    const context = contextOf(holder, accountId, kind, epoch, accountKeyEpoch)
    return {
      epoch,
      key: await unwrapLocalKey(aead, holder.accountKey, context, one.bytes('wrapped')),
    }
  }
  const profile = await unwrap('profile-key', new Fields(fields.map('profile')))
  const secrets = await fields.optional('secrets', (one) => unwrap('secrets-key', one))
  return { profile, secrets }
}

function contextOf(
  { workspaceId, memberId }: Holder,
  objectId: string,
  kind: string,
  keyEpoch: number,
  accountKeyEpoch: number,
) {
  return { workspaceId, memberId, objectId, kind, keyEpoch, accountKeyEpoch }
}

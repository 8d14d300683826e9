import { type CborMap, type CborValue, encodeCbor } from '@keyward/codec'
import type { Relation } from '../vault.ts'
import { asList, asText, Fields, record } from './fields.ts'

/** A compartment's newest write that this device has verified. */
export interface KnownWrite {
  readonly version: number
  readonly hash: Uint8Array
  /** The key that signed it, 32 bytes, as the chain had it. */
  readonly author: Uint8Array
}

/**
 * What this device has verified of an account at the server. It is sealed, so that what the replica
 * has of lists and writes counts by the hashes in here, and is not checked again at each read.
 */
export interface Known {
  /** The newest access list. */
  readonly list: { readonly version: number; readonly hash: Uint8Array }
  readonly relation: Relation
  readonly profile: KnownWrite | undefined
  readonly secrets: KnownWrite | undefined
  readonly isUsernameTaken: boolean
  /** UTC milliseconds by the server. */
  readonly deletedAt: number | undefined
  readonly isPurged: boolean
  /** The epoch of the index key with which this device sent the claims last; 0 when it never did. */
  readonly claimsEpoch: number
  /**
   * By the id of each member who was an Owner and is none any more: the passkeys (base64url
   * credential IDs) that were there when this device saw the member go, or saw the account first.
   */
  readonly exposed: ReadonlyMap<string, readonly string[]>
}

export function encodeKnown(known: Known): Uint8Array {
  const { profile, secrets, list } = known
  return encodeCbor(
    record({
      list: new Map<string, CborValue>([
        ['version', list.version],
        ['hash', list.hash],
      ]),
      relation: known.relation,
      profile: profile === undefined ? null : writeMap(profile),
      secrets: secrets === undefined ? null : writeMap(secrets),
      isUsernameTaken: known.isUsernameTaken,
      deletedAt: known.deletedAt ?? null,
      isPurged: known.isPurged,
      claimsEpoch: known.claimsEpoch,
      exposed: new Map(known.exposed),
    }),
  )
}

/** @throws {KeyholderError} `replica.damaged`, `replica.newer` */
export function parseKnown(bytes: Uint8Array): Known {
  const fields = Fields.parse(bytes)
  const list = new Fields(fields.map('list'))
  return {
    list: { version: list.uint('version'), hash: list.bytes('hash') },
    relation: fields.text('relation') as Relation,
    profile: fields.optional('profile', readWrite),
    secrets: fields.optional('secrets', readWrite),
    isUsernameTaken: fields.flag('isUsernameTaken'),
    deletedAt: fields.get('deletedAt') === null ? undefined : fields.uint('deletedAt'),
    isPurged: fields.flag('isPurged'),
    claimsEpoch: fields.uint('claimsEpoch'),
    exposed: new Map(
      Array.from(fields.map('exposed'), ([id, keys]) => [asText(id), asList(keys).map(asText)]),
    ),
  }
}

function writeMap({ version, hash, author }: KnownWrite): CborMap {
  return new Map<string, CborValue>([
    ['version', version],
    ['hash', hash],
    ['author', author],
  ])
}

function readWrite(fields: Fields): KnownWrite {
  return {
    version: fields.uint('version'),
    hash: fields.bytes('hash'),
    author: fields.bytes('author'),
  }
}

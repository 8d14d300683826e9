import { type CborMap, CodecError, decodeCbor, encodeCbor } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { ES256, type PublicKey } from '@keyward/primitives/keys'
import { CosigningError } from '../error.ts'
import { DEAL_HASH, SEALED_SHARE_HASH } from '../labels.ts'
import {
  bytes,
  bytesUpTo,
  id,
  integer,
  malformed,
  oneOf,
  publicKeyField,
  record,
} from './fields.ts'

/** Sign-ins in one deal at most. */
export const MAX_COUNT = 1000

/** The longest deal, in bytes, signature included. */
export const MAX_DEAL_BYTES = 8192

const MAX_SIGNER_KEY_BYTES = 4096
const VERSION = 1

/**
 * What an owner of an account signs about one deal: for one passkey, and one device of one member.
 * Ids are 16 bytes as base64url text.
 */
export interface Deal {
  /** Random, and never accepted again by a server or a signer that had it. */
  readonly dealId: string
  readonly accountId: string
  readonly deviceId: string
  /** The passkey's. Its algorithm is the deal's. */
  readonly publicKey: PublicKey
  /** SHA-256 of the passkey's RP ID, 32 bytes. */
  readonly rpIdHash: Uint8Array
  /** BE and BS of the passkey: neither, BE alone, or both. */
  readonly backup: 'none' | 'eligible' | 'backed-up'
  /** How many sign-ins it is for: 1 to 1,000 with ES256, and 0 with the others, which have no pool. */
  readonly count: number
  /** `hashSealedShare` of what was sealed to the device, 32 bytes. */
  readonly sealedShareHash: Uint8Array
  readonly signerId: string
  /** K: the HPKE public key to which the signer's half was sealed. */
  readonly signerKey: Uint8Array
}

export type SignedDeal = Deal & {
  /** Ed25519 by the owner's identity key, 64 bytes. */
  readonly signature: Uint8Array
}

const MEMBERS = {
  v: integer(0),
  dealId: id,
  accountId: id,
  deviceId: id,
  publicKey: publicKeyField,
  rpIdHash: bytes(32),
  backup: oneOf('none', 'eligible', 'backed-up'),
  count: integer(0, MAX_COUNT),
  sealedShareHash: bytes(32),
  signerId: id,
  signerKey: bytesUpTo(MAX_SIGNER_KEY_BYTES),
}
const unsigned = record(MEMBERS)
const signed = record({ ...MEMBERS, signature: bytes(64) })

/** The deal with its signature as canonical CBOR. @throws {CosigningError} `deal.malformed` */
export function encodeDeal(deal: SignedDeal): Uint8Array {
  return codec(() => encodeCbor(signed.encode({ ...deal, v: VERSION })))
}

/**
 * Reads a deal. Nothing is known thereby about its signature. Whatever this accepts, `encodeDeal`
 * gives back byte for byte.
 *
 * @throws {CosigningError} `deal.version` when it is of a later version, `deal.count` when the count
 *   is not one of the algorithm's, `deal.malformed` for all else
 */
export function parseDeal(encoded: Uint8Array): SignedDeal {
  if (encoded.length > MAX_DEAL_BYTES) throw malformed(`part of at most ${MAX_DEAL_BYTES} bytes`)
  const value = codec(() => decodeCbor(encoded))
  const version = value instanceof Map ? (value as CborMap).get('v') : undefined
  if (typeof version === 'number' && version !== VERSION)
    throw new CosigningError('deal.version', `Version ${version} of deals is not known here.`)
  const { v: _, ...deal } = signed.parse(value)
  const hasPool = deal.publicKey.algorithm === ES256
  if (deal.count > 0 !== hasPool)
    throw new CosigningError('deal.count', 'Deals have a number of sign-ins with ES256 alone.')
  return deal
}

/** The map that is signed. @throws {CosigningError} `deal.malformed` */
export function dealMap(deal: Deal): CborMap {
  return unsigned.encode({ ...deal, v: VERSION })
}

/**
 * Names the very bytes of a signed deal, 32 bytes: what a signer keeps beside its own row, so that a
 * database can't put another deal in its place.
 */
export function hashDeal(encoded: Uint8Array): Uint8Array {
  return sha256(encodeCbor([DEAL_HASH, encoded]))
}

/** The hash by which a deal names what was sealed to its device, 32 bytes. */
export function hashSealedShare(sealed: Uint8Array): Uint8Array {
  return sha256(encodeCbor([SEALED_SHARE_HASH, sealed]))
}

/** Names the passkey of a deal: SHA-256 over its public key as canonical CBOR, 32 bytes. */
export function hashPublicKey(publicKey: PublicKey): Uint8Array {
  return sha256(encodeCbor(publicKeyField.encode(publicKey)))
}

function codec<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause
    throw malformed('in canonical CBOR', { cause })
  }
}

import { type CborValue, encodeCbor } from '@keyward/codec'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import { malformed, parseFields } from '../fields.ts'
import { SecretBytes } from '../secret-bytes.ts'
import { WRAPPING_SEED_LENGTH, wrappingPublicKey } from './hpke.ts'
import { Unprintable } from '@keyward/primitives/unprintable'

/** What others know of a keyset. */
export interface PublicKeyset {
  /** The HPKE key to which keys are wrapped: X-Wing, 1,216 bytes. */
  readonly wrapping: Uint8Array
  /** The Ed25519 key that checks signatures, 32 bytes. */
  readonly signing: Uint8Array
}

/** The keys of a member or team. It can't print: the private parts are private to the object. */
export class Keyset extends Unprintable {
  readonly identity: IdentityKey
  readonly publicPart: PublicKeyset
  /** The X-Wing seed, 32 bytes. */
  readonly wrappingSeed: SecretBytes

  /** Made by `makeKeyset` and `parseKeyset`. */
  constructor(wrappingSeed: SecretBytes, wrapping: Uint8Array, identity: IdentityKey) {
    super('keyset')
    this.identity = identity
    this.publicPart = { wrapping, signing: identity.publicKey }
    this.wrappingSeed = wrappingSeed
  }

  /** A copy of the X-Wing seed, 32 bytes. */
  exportWrappingSeed(): Uint8Array {
    return this.wrappingSeed.exportBytes()
  }
}

/** Makes a new keyset. */
export async function makeKeyset(random: Random): Promise<Keyset> {
  return keysetOf(random(WRAPPING_SEED_LENGTH), random(32))
}

/**
 * The private part as canonical CBOR, version 1: to be sealed under the account key (`sealKeyset`)
 * or wrapped to other keysets (`wrapKeyset`), never stored as it is.
 */
export function encodeKeyset(keyset: Keyset): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['wrapping', keyset.exportWrappingSeed()],
      ['signing', keyset.identity.exportSeed()],
    ]),
  )
}

/** Reads a private part. Total. @throws {VaultError} `keyset.malformed` */
export async function parseKeyset(bytes: Uint8Array): Promise<Keyset> {
  const fields = parseFields(bytes, ['v', 'wrapping', 'signing'], 'keyset.malformed')
  if (fields.uint('v') !== 1) throw malformed('keyset.malformed', 'the version is not known')
  return keysetOf(fields.bytes('wrapping', WRAPPING_SEED_LENGTH), fields.bytes('signing', 32))
}

async function keysetOf(wrappingSeed: Uint8Array, signingSeed: Uint8Array): Promise<Keyset> {
  const seed = new SecretBytes(wrappingSeed, 'wrapping seed')
  return new Keyset(seed, await wrappingPublicKey(seed), identityFromSeed(signingSeed))
}

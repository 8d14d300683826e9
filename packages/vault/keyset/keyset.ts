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

/**
 * The private keys of a member or team, which is all that opening takes. It can't print: the private
 * parts are private to the object.
 */
export class PrivateKeyset extends Unprintable {
  readonly identity: IdentityKey
  /** The X-Wing seed, 32 bytes. */
  readonly wrappingSeed: SecretBytes

  /** Made by `parsePrivateKeyset`. */
  constructor(wrappingSeed: SecretBytes, identity: IdentityKey) {
    super('keyset')
    this.identity = identity
    this.wrappingSeed = wrappingSeed
  }

  /** A copy of the X-Wing seed, 32 bytes. */
  exportWrappingSeed(): Uint8Array {
    return this.wrappingSeed.exportBytes()
  }
}

/** A keyset with its public part. */
export class Keyset extends PrivateKeyset {
  readonly publicPart: PublicKeyset

  /** Made by `makeKeyset` and `parseKeyset`. */
  constructor({ wrappingSeed, identity }: PrivateKeyset, wrapping: Uint8Array) {
    super(wrappingSeed, identity)
    this.publicPart = { wrapping, signing: identity.publicKey }
  }
}

/** Derived once for as long as the keyset lives: the public key of X-Wing takes a while. */
const publicParts = new WeakMap<PrivateKeyset, Promise<PublicKeyset>>()

/** What others know of a keyset. */
export function publicPartOf(keyset: PrivateKeyset): Promise<PublicKeyset> {
  const known = publicParts.get(keyset)
  if (known !== undefined) return known
  const derived = derivePublicPart(keyset)
  publicParts.set(keyset, derived)
  return derived
}

async function derivePublicPart(keyset: PrivateKeyset): Promise<PublicKeyset> {
  if (keyset instanceof Keyset) return keyset.publicPart
  const { wrappingSeed, identity } = keyset
  return { wrapping: await wrappingPublicKey(wrappingSeed), signing: identity.publicKey }
}

/** Makes a new keyset. */
export async function makeKeyset(random: Random): Promise<Keyset> {
  return withPublicPart(keysetOf(random(WRAPPING_SEED_LENGTH), random(32)))
}

/**
 * The private part as canonical CBOR, version 1: to be sealed under the account key (`sealKeyset`)
 * or wrapped to other keysets (`wrapKeyset`), never stored as it is.
 */
export function encodeKeyset(keyset: PrivateKeyset): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['wrapping', keyset.exportWrappingSeed()],
      ['signing', keyset.identity.exportSeed()],
    ]),
  )
}

/** Reads a private part, and derives the public one. Total. @throws {VaultError} `keyset.malformed` */
export async function parseKeyset(bytes: Uint8Array): Promise<Keyset> {
  return withPublicPart(parsePrivateKeyset(bytes))
}

/** Reads a private part. Total. @throws {VaultError} `keyset.malformed` */
export function parsePrivateKeyset(bytes: Uint8Array): PrivateKeyset {
  const fields = parseFields(bytes, ['v', 'wrapping', 'signing'], 'keyset.malformed')
  if (fields.uint('v') !== 1) throw malformed('keyset.malformed', 'the version is not known')
  return keysetOf(fields.bytes('wrapping', WRAPPING_SEED_LENGTH), fields.bytes('signing', 32))
}

function keysetOf(wrappingSeed: Uint8Array, signingSeed: Uint8Array): PrivateKeyset {
  const seed = new SecretBytes(wrappingSeed, 'wrapping seed')
  return new PrivateKeyset(seed, identityFromSeed(signingSeed))
}

async function withPublicPart(keyset: PrivateKeyset): Promise<Keyset> {
  return new Keyset(keyset, await wrappingPublicKey(keyset.wrappingSeed))
}

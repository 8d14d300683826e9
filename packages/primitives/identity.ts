import { type CborMap, encodeCbor } from '@keyward/codec'
import { ed25519 } from '@noble/curves/ed25519.js'
import { PrimitivesError } from './error.ts'
import type { Random } from './signature.ts'
import { Unprintable } from './unprintable.ts'

/**
 * The Ed25519 key by which a member or a device signs statements to others of its workspace. It
 * can't print: its seed is private to the object, and every way of showing it gives a fixed text.
 */
export class IdentityKey extends Unprintable {
  /** 32 bytes (RFC 8032 section 5.1.5). */
  readonly publicKey: Uint8Array
  readonly #seed: Uint8Array

  /** Takes a seed of 32 bytes; reach for `identityFromSeed` with foreign ones. */
  constructor(seed: Uint8Array) {
    super('identity key')
    this.#seed = seed.slice()
    this.publicKey = ed25519.getPublicKey(this.#seed)
  }

  /** A copy of the seed, 32 bytes, for sealing. */
  exportSeed(): Uint8Array {
    return this.#seed.slice()
  }
}

/** Makes a new key from 32 random bytes. */
export function makeIdentityKey(random: Random): IdentityKey {
  return identityFromSeed(random(32))
}

/** The key of a seed (RFC 8032). @throws {PrimitivesError} `key.malformed` when it has not 32 bytes */
export function identityFromSeed(seed: Uint8Array): IdentityKey {
  if (seed.length !== 32) {
    throw new PrimitivesError('key.malformed', 'The seed of an identity key has 32 bytes.')
  }
  return new IdentityKey(seed)
}

/**
 * Signs a statement for one purpose: Ed25519 over the canonical CBOR of `[purpose, statement]`, so
 * that a signature made for one purpose never counts for another. The purpose is a literal text
 * with a version, such as `keyward/workspace-entry/v1`.
 *
 * @returns 64 bytes, the same ones for the same input
 * @throws {CodecError} `cbor.*` when the statement is nested more than three levels deep, or holds
 *   what the CBOR subset lacks
 */
export function signStatement(key: IdentityKey, purpose: string, statement: CborMap): Uint8Array {
  return ed25519.sign(encodeCbor([purpose, statement]), key.exportSeed())
}

/**
 * Whether the signature was made by this key for this purpose and statement. Strict, so that all
 * who check come to the same answer: points and scalars have to be in their one canonical form, and
 * a public key of small order signs nothing (RFC 8032 section 5.1.7). Never throws.
 */
export function verifyStatement(
  publicKey: Uint8Array,
  purpose: string,
  statement: CborMap,
  signature: Uint8Array,
): boolean {
  try {
    const message = encodeCbor([purpose, statement])
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    // Wrong lengths and statements that can't be encoded: nobody signed those.
    return false
  }
}

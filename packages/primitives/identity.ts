import { implementation as ed25519 } from '#ed25519'
import { type CborMap, encodeCbor } from '@keyward/codec'
import { PrimitivesError } from './error.ts'
import type { Signer } from './identity/port.ts'
import type { Random } from './signature.ts'
import { Unprintable } from './unprintable.ts'

/** Signs any bytes; not for other packages, which sign statements for a purpose. */
let signerOf: (key: IdentityKey) => Signer

/**
 * The Ed25519 key by which a member or a device signs statements to others of its workspace. It
 * can't print: its seed is private to the object, and every way of showing it gives a fixed text.
 */
export class IdentityKey extends Unprintable {
  /** 32 bytes (RFC 8032 section 5.1.5). */
  readonly publicKey: Uint8Array
  readonly #seed: Uint8Array
  readonly #signer: Signer

  static {
    signerOf = (key) => key.#signer
  }

  /** Takes a seed of 32 bytes; reach for `identityFromSeed` with foreign ones. */
  constructor(seed: Uint8Array) {
    super('identity key')
    this.#seed = new Uint8Array(seed)
    this.#signer = ed25519.signerOf(this.#seed)
    this.publicKey = this.#signer.publicKey
  }

  /** A copy of the seed, 32 bytes, for sealing. */
  exportSeed(): Uint8Array {
    return new Uint8Array(this.#seed)
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
  return signerOf(key).sign(encodeCbor([purpose, statement]))
}

/**
 * Whether the signature was made by this key for this purpose and statement. Strict, so that all
 * who check come to the same answer with every library: points and scalars have to be in their one
 * canonical form, and neither the public key nor R may have a part of small order (RFC 8032 section
 * 5.1.7; docs/decisions/0021). Never throws.
 */
export function verifyStatement(
  publicKey: Uint8Array,
  purpose: string,
  statement: CborMap,
  signature: Uint8Array,
): boolean {
  const message = messageOf(purpose, statement)
  return message !== undefined && ed25519.verify(publicKey, message, signature)
}

/**
 * As `verifyStatement`, later: where the engine has other threads, the work is done on one of them.
 * Never rejects.
 */
export async function verifyStatementLater(
  publicKey: Uint8Array,
  purpose: string,
  statement: CborMap,
  signature: Uint8Array,
): Promise<boolean> {
  const message = messageOf(purpose, statement)
  return message !== undefined && ed25519.verifyLater(publicKey, message, signature)
}

/** What is signed; undefined for what can't be encoded, which nobody signed. */
function messageOf(purpose: string, statement: CborMap): Uint8Array | undefined {
  try {
    return encodeCbor([purpose, statement])
  } catch {
    return undefined
  }
}

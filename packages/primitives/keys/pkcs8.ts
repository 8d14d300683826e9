import {
  CodecError,
  concatBytes,
  DER,
  type DerElement,
  derMagnitude,
  encodeDer,
  encodeDerInteger,
  equalBytes,
  readDer,
  readDerOne,
} from '@keyward/codec'
import { PrimitivesError } from '../error.ts'

/** Object identifiers as DER content. */
const EC_PUBLIC_KEY = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01)
const PRIME256V1 = Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07)
const ED25519 = Uint8Array.of(0x2b, 0x65, 0x70)
const RSA_ENCRYPTION = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01)
const ZERO = Uint8Array.of(0)
const ONE = Uint8Array.of(1)

/** The numbers of an RSA private key in the order of PKCS#1 (RFC 8017 appendix A.1.2). */
export const RSA_MEMBERS = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const
export type RsaNumbers = Readonly<Record<(typeof RSA_MEMBERS)[number], Uint8Array>>

/** What a private key's encoding holds, before anything is computed from it. */
export type PrivateNumbers =
  | { readonly kind: 'p256'; readonly scalar: Uint8Array; readonly point?: Uint8Array }
  | { readonly kind: 'ed25519'; readonly seed: Uint8Array; readonly point?: Uint8Array }
  | { readonly kind: 'rsa'; readonly numbers: RsaNumbers }

/** P-256 as PKCS#8 (RFC 5958) around SEC1 (RFC 5915) with the public key inside, 138 bytes. */
export function encodeP256Pkcs8(scalar: Uint8Array, point: Uint8Array): Uint8Array {
  const sec1 = encodeDer(
    DER.sequence,
    encodeDer(DER.integer, ONE),
    encodeDer(DER.octetString, scalar),
    encodeDer(DER.context1, encodeDer(DER.bitString, ZERO, point)),
  )
  const algorithm = encodeDer(
    DER.sequence,
    encodeDer(DER.objectId, EC_PUBLIC_KEY),
    encodeDer(DER.objectId, PRIME256V1),
  )
  return wrap(algorithm, sec1)
}

/** Ed25519 as PKCS#8 (RFC 8410), 48 bytes. */
export function encodeEd25519Pkcs8(seed: Uint8Array): Uint8Array {
  const algorithm = encodeDer(DER.sequence, encodeDer(DER.objectId, ED25519))
  return wrap(algorithm, encodeDer(DER.octetString, seed))
}

/** RSA as PKCS#8 around PKCS#1. */
export function encodeRsaPkcs8(numbers: RsaNumbers): Uint8Array {
  const pkcs1 = encodeDer(
    DER.sequence,
    encodeDerInteger(ZERO),
    ...RSA_MEMBERS.map((member) => encodeDerInteger(numbers[member])),
  )
  const algorithm = encodeDer(
    DER.sequence,
    encodeDer(DER.objectId, RSA_ENCRYPTION),
    encodeDer(DER.null),
  )
  return wrap(algorithm, pkcs1)
}

function wrap(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return encodeDer(DER.sequence, encodeDerInteger(ZERO), algorithm, encodeDer(DER.octetString, key))
}

/**
 * Reads PKCS#8 (RFC 5958, with or without the public key), SEC1 (RFC 5915) or PKCS#1 DER.
 *
 * @throws {PrimitivesError} `key.malformed`, `key.unsupported`
 */
export function parsePrivateDer(der: Uint8Array): PrivateNumbers {
  try {
    const elements = readDer(readDerOne(der, DER.sequence))
    if (elements[1]?.tag === DER.sequence) return fromPkcs8(elements[1].content, elements)
    if (elements[1]?.tag === DER.octetString) return fromSec1(der)
    return fromPkcs1(der)
  } catch (error) {
    if (error instanceof CodecError) {
      throw new PrimitivesError(
        'key.malformed',
        'The private key is not readable as PKCS#8, SEC1 or PKCS#1.',
        {
          cause: error,
        },
      )
    }
    throw error
  }
}

function fromPkcs8(algorithm: Uint8Array, elements: readonly DerElement[]): PrivateNumbers {
  const [id, parameters] = readDer(algorithm)
  const [version, , key] = elements
  if (version?.tag !== DER.integer || key?.tag !== DER.octetString || id?.tag !== DER.objectId) {
    throw new PrimitivesError(
      'key.malformed',
      'The PKCS#8 private key lacks its algorithm or its key.',
    )
  }
  if (equalBytes(id.content, ED25519)) {
    const seed = exactly(readDerOne(key.content, DER.octetString), 32)
    const point = outerPublicKey(elements)
    return point === undefined ? { kind: 'ed25519', seed } : { kind: 'ed25519', seed, point }
  }
  if (equalBytes(id.content, RSA_ENCRYPTION)) return fromPkcs1(key.content)
  if (equalBytes(id.content, EC_PUBLIC_KEY)) {
    if (parameters === undefined || !equalBytes(parameters.content, PRIME256V1)) throw unsupported()
    return fromSec1(key.content, outerPublicKey(elements))
  }
  throw unsupported()
}

/** The public key of RFC 5958: tagged implicitly as it says, or explicitly as some wrote it. */
function outerPublicKey(elements: readonly DerElement[]): Uint8Array | undefined {
  for (const { tag, content } of elements.slice(3)) {
    if (tag === DER.context1Primitive) return wholeBytes(content)
    if (tag === DER.context1) return wholeBytes(readDerOne(content, DER.bitString))
  }
  return undefined
}

/** A bit string's content without its count of unused bits, which is zero for keys. */
function wholeBytes(bitString: Uint8Array): Uint8Array {
  if (bitString[0] === 0) return bitString.slice(1)
  throw new PrimitivesError('key.malformed', 'The public key inside is not a string of bytes.')
}

function fromSec1(der: Uint8Array, outer?: Uint8Array): PrivateNumbers {
  const elements = readDer(readDerOne(der, DER.sequence))
  const parameters = elements.find((element) => element.tag === DER.context0)
  if (
    parameters !== undefined &&
    !equalBytes(readDerOne(parameters.content, DER.objectId), PRIME256V1)
  ) {
    throw unsupported()
  }
  const [version, scalar, ...optional] = elements
  if (
    version?.tag !== DER.integer ||
    !equalBytes(version.content, ONE) ||
    optional.some(({ tag }) => tag !== DER.context0 && tag !== DER.context1) ||
    scalar?.tag !== DER.octetString ||
    scalar.content.length > 32
  ) {
    throw new PrimitivesError(
      'key.malformed',
      'The elliptic curve key is not one of version 1 with a scalar of at most 32 bytes.',
    )
  }
  const padded = concatBytes(new Uint8Array(32 - scalar.content.length), scalar.content)
  const embedded = elements.find((element) => element.tag === DER.context1)
  const inner =
    embedded === undefined ? outer : wholeBytes(readDerOne(embedded.content, DER.bitString))
  return inner === undefined
    ? { kind: 'p256', scalar: padded }
    : { kind: 'p256', scalar: padded, point: inner }
}

function fromPkcs1(der: Uint8Array): PrivateNumbers {
  const [version, ...integers] = readDer(readDerOne(der, DER.sequence))
  if (
    version?.tag !== DER.integer ||
    !equalBytes(version.content, ZERO) ||
    integers.length !== RSA_MEMBERS.length ||
    integers.some((integer) => integer.tag !== DER.integer)
  ) {
    throw new PrimitivesError(
      'key.malformed',
      'The RSA private key does not have the eight numbers of PKCS#1.',
    )
  }
  const numbers = Object.fromEntries(
    RSA_MEMBERS.map((member, i) => [
      member,
      new Uint8Array(derMagnitude(integers[i]?.content ?? ZERO)),
    ]),
  )
  return { kind: 'rsa', numbers: numbers as RsaNumbers }
}

function exactly(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) {
    throw new PrimitivesError(
      'key.malformed',
      `The private key has ${bytes.length} bytes and not ${length}.`,
    )
  }
  return new Uint8Array(bytes)
}

function unsupported(): PrimitivesError {
  return new PrimitivesError('key.unsupported', 'The private key is not for P-256, Ed25519 or RSA.')
}

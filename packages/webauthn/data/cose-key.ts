import { type CborKey, type CborMap, type CborValue, encodeCbor } from '@keyward/codec'
import { EDDSA, ES256, type PublicKey, RS256 } from '@keyward/primitives/keys'
import { WebAuthnError } from '../error.ts'
import { decodeCborMap } from './cbor-map.ts'

/** Labels and values of COSE_Key (RFC 9052 section 7, RFC 9053, RFC 8230). */
const KTY = 1
const ALG = 3
const CRV = -1
const X = -2
const Y = -3
const N = -1
const E = -2
const OKP = 1
const EC2 = 2
const RSA = 3
const P256 = 1
const ED25519 = 6

/** Encodes a public key as a COSE_Key in CTAP2 canonical form (WebAuthn Level 3 section 6.5.1). */
export function encodeCoseKey(key: PublicKey): Uint8Array {
  return encodeCbor(new Map<CborKey, CborValue>(entriesOf(key)))
}

function entriesOf(key: PublicKey): [CborKey, CborValue][] {
  switch (key.algorithm) {
    case ES256:
      return [
        [KTY, EC2],
        [ALG, ES256],
        [CRV, P256],
        [X, key.x],
        [Y, key.y],
      ]
    case EDDSA:
      return [
        [KTY, OKP],
        [ALG, EDDSA],
        [CRV, ED25519],
        [X, key.x],
      ]
    case RS256:
      return [
        [KTY, RSA],
        [ALG, RS256],
        [N, key.n],
        [E, key.e],
      ]
  }
}

/**
 * Parses a COSE_Key of one of Keyward's three algorithms: exactly its members, no more.
 *
 * @throws {WebAuthnError} `data.cose-key`
 */
export function parseCoseKey(bytes: Uint8Array): PublicKey {
  const map = decodeCborMap(bytes, 'data.cose-key', 'public key')
  switch (map.get(ALG)) {
    case ES256:
      expectMembers(map, { [KTY]: EC2, [CRV]: P256 }, 5)
      return { algorithm: ES256, x: bytesAt(map, X, 32), y: bytesAt(map, Y, 32) }
    case EDDSA:
      expectMembers(map, { [KTY]: OKP, [CRV]: ED25519 }, 4)
      return { algorithm: EDDSA, x: bytesAt(map, X, 32) }
    case RS256:
      expectMembers(map, { [KTY]: RSA }, 4)
      return { algorithm: RS256, n: magnitudeAt(map, N), e: magnitudeAt(map, E) }
    default:
      throw malformed('its algorithm is none of ES256, EdDSA and RS256')
  }
}

function expectMembers(
  map: CborMap,
  members: Readonly<Record<number, number>>,
  size: number,
): void {
  for (const [label, value] of Object.entries(members)) {
    if (map.get(Number(label)) !== value)
      throw malformed(`member ${label} does not fit its algorithm`)
  }
  if (map.size !== size)
    throw malformed(`it has ${map.size} members where its algorithm has ${size}`)
}

function bytesAt(map: CborMap, label: number, length: number): Uint8Array {
  const value = map.get(label)
  if (value instanceof Uint8Array && value.length === length) return value
  throw malformed(`member ${label} is not ${length} bytes`)
}

function magnitudeAt(map: CborMap, label: number): Uint8Array {
  const value = map.get(label)
  if (value instanceof Uint8Array && value.length > 0 && value[0] !== 0) return value
  throw malformed(`member ${label} is not a number without leading zeros`)
}

function malformed(what: string): WebAuthnError {
  return new WebAuthnError('data.cose-key', `The public key is not a usable COSE key: ${what}.`)
}

import { concatBytes } from '@keyward/codec'
import { sha512 } from '@keyward/primitives/hash'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE } from '@noble/curves/utils.js'
import { EDDSA_BINDING, EDDSA_NONCE, labelBytes } from '../labels.ts'

/** Numbers modulo L, the order of Ed25519's group. All arithmetic with secrets goes through this field. */
export const Fl = ed25519.Point.Fn

export type EdPoint = InstanceType<typeof ed25519.Point>

/** 48 bytes or more, little-endian, reduced modulo L: the bias is below 2^-128. */
export function reduceEd25519(bytes: Uint8Array): bigint {
  return Fl.create(bytesToNumberLE(bytes))
}

/** The number of 32 bytes, little-endian, or undefined when it is not below L. */
export function readEd25519(bytes: Uint8Array): bigint | undefined {
  const value = bytesToNumberLE(bytes)
  return bytes.length === 32 && Fl.isValid(value) ? value : undefined
}

/** 32 bytes, little-endian (RFC 8032 section 5.1.2). */
export function writeEd25519(scalar: bigint): Uint8Array {
  return Fl.toBytes(scalar)
}

/** The scalar times the base point, in a time that does not depend on the scalar. */
export function timesBase(scalar: bigint): EdPoint {
  const { BASE, ZERO } = ed25519.Point
  return Fl.is0(scalar) ? ZERO : BASE.multiply(scalar)
}

/** A public scalar times a public point. */
export function timesPublic(point: EdPoint, scalar: bigint): EdPoint {
  return point.multiplyUnsafe(scalar)
}

/**
 * The point that the bytes are the canonical form of (RFC 8032 section 5.1.3). Undefined for every
 * other form, for the neutral element and for points of small order. Whether it has a part of small
 * order is not asked, which costs as much as a signature: see `isOfPrimeOrder`.
 */
export function readPoint(bytes: Uint8Array): EdPoint | undefined {
  let point: EdPoint
  try {
    point = ed25519.Point.fromBytes(bytes, false)
  } catch {
    return undefined
  }
  return point.isSmallOrder() ? undefined : point
}

/** Whether a point lies in the group of prime order. */
export function isOfPrimeOrder(point: EdPoint): boolean {
  return point.isTorsionFree()
}

/** The secret scalar of a seed of 32 bytes, modulo L (RFC 8032 section 5.1.5). */
export function scalarOfSeed(seed: Uint8Array): bigint {
  return ed25519.utils.getExtendedPublicKey(seed).scalar
}

/** Whether the signature is good by RFC 8032 section 5.1.7, with canonical forms alone. Never throws. */
export function verifyEddsa(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

/** What both sides know of one signature in the making. Points are 32 bytes. */
export interface EddsaRound {
  readonly publicKey: Uint8Array
  readonly d: Uint8Array
  readonly e: Uint8Array
  readonly message: Uint8Array
}

/** The signer's nonce: hedged, so that a bad random source alone never gives one twice. */
export function deriveNonce(random: Uint8Array, a1: Uint8Array, round: EddsaRound): bigint {
  const { d, e, message } = round
  return hashed(labelBytes(EDDSA_NONCE), random, a1, d, e, message)
}

/**
 * R = R1 + D + ρE with ρ = H(A, D, E, R1, M), and the challenge SHA-512(R, A, M). ρ binds the
 * grantee's second nonce to everything else, so that no nonce means anything outside of its round.
 */
export function joinNonces(
  round: EddsaRound,
  points: { readonly r1: EdPoint; readonly d: EdPoint; readonly e: EdPoint },
): { readonly r: Uint8Array; readonly rho: bigint; readonly challenge: bigint } {
  const { publicKey, d, e, message } = round
  const rho = hashed(labelBytes(EDDSA_BINDING), publicKey, d, e, points.r1.toBytes(), message)
  const r = points.r1.add(points.d).add(timesPublic(points.e, rho)).toBytes()
  return { r, rho, challenge: hashed(r, publicKey, message) }
}

function hashed(...parts: readonly Uint8Array[]): bigint {
  return reduceEd25519(sha512(concatBytes(...parts)))
}

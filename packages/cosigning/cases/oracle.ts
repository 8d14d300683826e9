import { createHash, createHmac, hkdfSync } from 'node:crypto'

/**
 * The formulas of co-signing once more, as simply as they can be written: school arithmetic on big
 * integers, hashes of OpenSSL, nothing of the package that is tested. Slow, and leaking through its
 * time: for tests alone.
 */

export function modulo(a: bigint, n: bigint): bigint {
  return ((a % n) + n) % n
}

export function power(base: bigint, exponent: bigint, n: bigint): bigint {
  let result = 1n
  for (let b = base % n, e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % n
    b = (b * b) % n
  }
  return result
}

/** By Euclid, for every n that has no factor in common with a. */
export function inverse(a: bigint, n: bigint): bigint {
  let [old, rest] = [modulo(a, n), n]
  let [x, y] = [1n, 0n]
  while (rest !== 0n) {
    const quotient = old / rest
    ;[old, rest] = [rest, old - quotient * rest]
    ;[x, y] = [y, x - quotient * y]
  }
  return modulo(x, n)
}

export function fromBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)
}

export function toBytes(value: bigint, length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex'))
}

export function fromLittle(bytes: Uint8Array): bigint {
  return fromBytes(bytes.toReversed())
}

export function toLittle(value: bigint): Uint8Array {
  return toBytes(value, 32).toReversed()
}

export function hash(name: 'sha256' | 'sha512', ...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(createHash(name).update(Buffer.concat(parts)).digest())
}

function label(text: string): Buffer {
  return Buffer.concat([Buffer.from(text), Buffer.alloc(40 - text.length)])
}

function number(index: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(index)
  return bytes
}

function derived(seed: Uint8Array, info: Buffer, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, '', info, length))
}

// P-256: y² = x³ - 3x + b over the integers modulo p; the neutral element is undefined.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
export const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
type Point = readonly [x: bigint, y: bigint] | undefined
const G: Point = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
]

function addP256(a: Point, b: Point): Point {
  if (a === undefined) return b
  if (b === undefined) return a
  const same = a[0] === b[0]
  if (same && modulo(a[1] + b[1], P) === 0n) return undefined
  const slope = same
    ? modulo((3n * a[0] * a[0] - 3n) * inverse(2n * a[1], P), P)
    : modulo((b[1] - a[1]) * inverse(b[0] - a[0], P), P)
  const x = modulo(slope * slope - a[0] - b[0], P)
  return [x, modulo(slope * (a[0] - x) - a[1], P)]
}

export function timesP256(scalar: bigint, point: Point = G): Point {
  let sum: Point
  for (let s = scalar, p = point; s > 0n; s >>= 1n, p = addP256(p, p)) {
    if (s & 1n) sum = addP256(sum, p)
  }
  return sum
}

export function es256Halves(seed: Uint8Array, dealId: Uint8Array, index: number) {
  const name = Buffer.concat([dealId, number(index)])
  const info = Buffer.concat([label('keyward/cosigning-es256-halves/v1'), name])
  const bytes = derived(seed, info, 96)
  return { u1: fromBytes(bytes.slice(0, 48)) % N, v1: fromBytes(bytes.slice(48)) % N }
}

export function es256Tag(seed: Uint8Array, dealId: Uint8Array, index: number, r: bigint) {
  const key = derived(seed, label('keyward/cosigning-es256-tag/v1'), 32)
  const tagged = Buffer.concat([dealId, number(index), toBytes(r, 32)])
  return Uint8Array.from(createHmac('sha256', key).update(tagged).digest().subarray(0, 16))
}

/** Textbook ECDSA with a given k (FIPS 186-5 section 6.4.1). */
export function signEcdsa(d: bigint, k: bigint, message: Uint8Array): { r: bigint; s: bigint } {
  const r = modulo((timesP256(k) as readonly [bigint, bigint])[0], N)
  const m = fromBytes(hash('sha256', message)) % N
  return { r, s: modulo(inverse(k, N) * (m + r * d), N) }
}

// Ed25519: -x² + y² = 1 + d x² y² over the integers modulo q.
const Q = 2n ** 255n - 19n
export const L = 2n ** 252n + 27742317777372353535851937790883648493n
const D = modulo(-121665n * inverse(121666n, Q), Q)
export type EdwardsPoint = readonly [x: bigint, y: bigint]
const B_Y = modulo(4n * inverse(5n, Q), Q)
export const B: EdwardsPoint = [
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  B_Y,
]

export function addEdwards(a: EdwardsPoint, b: EdwardsPoint): EdwardsPoint {
  const t = modulo(D * a[0] * b[0] * a[1] * b[1], Q)
  return [
    modulo((a[0] * b[1] + b[0] * a[1]) * inverse(1n + t, Q), Q),
    modulo((a[1] * b[1] + a[0] * b[0]) * inverse(1n - t, Q), Q),
  ]
}

export function timesEdwards(scalar: bigint, point: EdwardsPoint = B): EdwardsPoint {
  let sum: EdwardsPoint = [0n, 1n]
  for (let s = scalar, p = point; s > 0n; s >>= 1n, p = addEdwards(p, p)) {
    if (s & 1n) sum = addEdwards(sum, p)
  }
  return sum
}

export function encodeEdwards([x, y]: EdwardsPoint): Uint8Array {
  const bytes = toLittle(y)
  bytes[31] = (bytes[31] as number) | Number((x & 1n) << 7n)
  return bytes
}

/** a modulo L of a private key (RFC 8032 section 5.1.5). */
export function eddsaScalar(key: Uint8Array): bigint {
  const head = hash('sha512', key).slice(0, 32)
  head[0] = (head[0] as number) & 0xf8
  head[31] = ((head[31] as number) & 0x7f) | 0x40
  return fromLittle(head) % L
}

export function eddsaHalf(seed: Uint8Array, dealId: Uint8Array): bigint {
  const info = Buffer.concat([label('keyward/cosigning-eddsa-scalar/v1'), dealId])
  return fromLittle(derived(seed, info, 48)) % L
}

export interface Round {
  readonly publicKey: Uint8Array
  readonly d: Uint8Array
  readonly e: Uint8Array
  readonly message: Uint8Array
}

export function eddsaNonce(random: Uint8Array, a1: bigint, { d, e, message }: Round): bigint {
  const start = label('keyward/cosigning-eddsa-nonce/v1')
  return fromLittle(hash('sha512', start, random, toLittle(a1), d, e, message)) % L
}

export function eddsaRho({ publicKey, d, e, message }: Round, r1: Uint8Array): bigint {
  const start = label('keyward/cosigning-eddsa-binding/v1')
  return fromLittle(hash('sha512', start, publicKey, d, e, r1, message)) % L
}

/** Textbook Ed25519 with a given nonce (RFC 8032 section 5.1.6, steps 3 to 6). */
export function signEddsa(a: bigint, nonce: bigint, { publicKey, message }: Round): Uint8Array {
  const r = encodeEdwards(timesEdwards(nonce))
  const h = fromLittle(hash('sha512', r, publicKey, message)) % L
  return Uint8Array.from([...r, ...toLittle(modulo(nonce + h * a, L))])
}

export function rs256Half(seed: Uint8Array, dealId: Uint8Array, length: number): bigint {
  const info = Buffer.concat([label('keyward/cosigning-rs256-exponent/v1'), dealId])
  return fromBytes(derived(seed, info, length + 16))
}

import { ed25519 } from '@noble/curves/ed25519.js'
import { fromLittle, hash, inverse, L, modulo, toLittle } from './oracle.ts'
import { assertionOf, messageBytes } from './scene.ts'

const { BASE, ZERO, fromBytes: pointOf } = ed25519.Point

/** As many sessions as the order of the group has bits. */
export const SESSIONS = 253

/** A signer as the attack needs it: its nonce is known before the message is chosen. */
export interface OpenSigner {
  /** Opens a session, and gives its nonce R1, 32 bytes. */
  open(session: number): Uint8Array
  /** Closes a session with the half s1 for this message. */
  close(session: number, message: Uint8Array): bigint
  /** The challenge of a message under a nonce, which anybody can compute. */
  challenge(r1: Uint8Array, message: Uint8Array): bigint
}

/**
 * The forgery of "On the (in)security of ROS" (Benhamouda, Lepoint, Loss, Orrù, Raykova, 2020) by a
 * grantee, who knows a2. In each session there are two messages to choose from, so two challenges for
 * one nonce; the bits of the forgery's challenge choose. Their weighted sum is then the half of a
 * signature of a message that the signer never saw.
 *
 * @returns a signature of the wanted message; whether it is good depends on the signer
 */
export function forge(
  signer: OpenSigner,
  known: { readonly publicKey: Uint8Array; readonly a2: bigint },
  wanted: Uint8Array,
): Uint8Array {
  const { publicKey, a2 } = known
  const sessions = Array.from({ length: SESSIONS }, (_, i) => {
    const r1 = signer.open(i)
    const messages = [choice(i, 0), choice(i, 1)] as const
    const [h0, h1] = messages.map((message) => signer.challenge(r1, message)) as [bigint, bigint]
    return { r1, messages, h0, weight: modulo(2n ** BigInt(i) * inverse(h1 - h0, L), L) }
  })
  let r = ZERO
  let offset = 0n
  for (const { r1, weight, h0 } of sessions) {
    r = r.add(pointOf(r1).multiplyUnsafe(weight))
    offset += weight * h0
  }
  const h = plainChallenge(r.toBytes(), publicKey, wanted)
  const bits = modulo(h - offset, L)
  let s1 = 0n
  for (const [i, { weight, messages }] of sessions.entries()) {
    const bit = Number((bits >> BigInt(i)) & 1n) as 0 | 1
    s1 += weight * signer.close(i, messages[bit])
  }
  return Uint8Array.from([...r.toBytes(), ...toLittle(modulo(s1 + h * a2, L))])
}

/** What Keyward's signer is not: it gives out nonces before it is told the message. */
export function presigningSigner(
  a1: bigint,
  publicKey: Uint8Array,
  nonceOf: (session: number) => bigint,
): OpenSigner {
  const nonce = (session: number): bigint => modulo(nonceOf(session), L)
  const point = (session: number): Uint8Array => BASE.multiply(nonce(session)).toBytes()
  return {
    open: point,
    close: (session, message) =>
      modulo(nonce(session) + plainChallenge(point(session), publicKey, message) * a1, L),
    challenge: (r1, message) => plainChallenge(r1, publicKey, message),
  }
}

/** The challenge of RFC 8032 section 5.1.6, step 4. */
export function plainChallenge(r: Uint8Array, publicKey: Uint8Array, message: Uint8Array): bigint {
  return fromLittle(hash('sha512', r, publicKey, message)) % L
}

/** One of the two sign-ins that a session may be closed with, 69 bytes. */
export function choice(session: number, bit: 0 | 1): Uint8Array {
  return messageBytes(assertionOf(2 * session + bit))
}

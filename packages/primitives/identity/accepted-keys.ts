import { encodeBase64url } from '@keyward/codec'
import { ed25519 } from '@noble/curves/ed25519.js'

/** As many as have to do with each other in a large workspace; a key more costs a check more. */
const MOST_KEYS = 1024

/**
 * Public keys that were looked at already, so that each is judged and read once. The oldest goes
 * when there are too many. Keys that are not accepted are not kept.
 *
 * @param read what the implementation makes of an accepted key
 */
export function acceptedKeys<T>(
  read: (publicKey: Uint8Array) => T,
  most: number = MOST_KEYS,
): (publicKey: Uint8Array) => T | undefined {
  const accepted = new Map<string, T>()
  return (publicKey) => {
    const name = encodeBase64url(publicKey)
    const known = accepted.get(name)
    if (known !== undefined) return known
    if (!isAccepted(publicKey)) return undefined
    const [oldest] = accepted.keys()
    if (accepted.size >= most && oldest !== undefined) accepted.delete(oldest)
    const key = read(publicKey)
    accepted.set(name, key)
    return key
  }
}

/** Whether the bytes are the canonical form of a point that has the prime order of the group. */
export function isAccepted(publicKey: Uint8Array): boolean {
  const point = pointOf(publicKey)
  return point !== undefined && !point.isSmallOrder() && point.isTorsionFree()
}

/** The point that the bytes are the canonical form of (RFC 8032 section 5.1.3). */
export function pointOf(bytes: Uint8Array): InstanceType<typeof ed25519.Point> | undefined {
  try {
    return ed25519.Point.fromBytes(bytes, false)
  } catch {
    return undefined
  }
}

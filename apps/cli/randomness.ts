import { randomFillSync } from 'node:crypto'
import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { hkdfSha256, sha256 } from '@keyward/primitives/hash'
import type { Random } from '@keyward/primitives/signature'

const BLOCK_LENGTH = 32
/** Never changes: the same seed and input give the same passkey in every later version. */
const LABEL = encodeUtf8('keyward authenticator v1')

/** The operating system's randomness. */
export const systemRandom: Random = (length) => randomFillSync(new Uint8Array(length))

/**
 * A stream that only the seed and the input decide. Block i, counted from 0, is 32 bytes of
 * HKDF-SHA-256 (RFC 5869) with the seed as key material, SHA-256(input) as salt, and the label
 * followed by i in four bytes, big-endian, as info.
 */
export function seededRandom(seed: Uint8Array, input: Uint8Array): Random {
  const salt = sha256(input)
  let counter = 0
  let left = new Uint8Array(0)
  const refill = (): void => {
    const info = concatBytes(LABEL, new Uint8Array(4))
    new DataView(info.buffer).setUint32(LABEL.length, counter)
    left = new Uint8Array(hkdfSha256({ ikm: seed, salt, info }, BLOCK_LENGTH))
    counter += 1
  }
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length;) {
      if (left.length === 0) refill()
      const part = left.subarray(0, length - at)
      bytes.set(part, at)
      at += part.length
      left = left.subarray(part.length)
    }
    return bytes
  }
}

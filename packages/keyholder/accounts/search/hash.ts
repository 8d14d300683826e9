import { encodeUtf8 } from '@keyward/codec'

/** FNV-1a with 32 bits: it spreads texts evenly, and keeps no secret. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of encodeUtf8(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

const HASH_LENGTH = 4

/** The hashes of texts in ascending order, each once. */
export function hashesOf(texts: Iterable<string>): Uint32Array {
  return Uint32Array.from(new Set(Array.from(texts, hashOf))).toSorted()
}

export function hasHash(hashes: Uint32Array, hash: number): boolean {
  let [low, high] = [0, hashes.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((hashes[middle] as number) < hash) low = middle + 1
    else high = middle
  }
  return hashes[low] === hash
}

/** Four bytes each, the highest first. */
export function encodeHashes(hashes: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(hashes.length * HASH_LENGTH))
  hashes.forEach((hash, at) => view.setUint32(at * HASH_LENGTH, hash))
  return new Uint8Array(view.buffer)
}

/** Bytes that are left over count for nothing. */
export function decodeHashes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hashes = new Uint32Array(Math.floor(bytes.length / HASH_LENGTH))
  for (let at = 0; at < hashes.length; at += 1) hashes[at] = view.getUint32(at * HASH_LENGTH)
  return hashes
}

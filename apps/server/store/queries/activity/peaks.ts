import { concatBytes } from '@keyward/codec'
import type { Peaks } from '@keyward/log'

const HASH_LENGTH = 32

/** The hashes of the peaks as they stand in the workspace's row. */
export function encodePeaks({ hashes }: Peaks): Uint8Array {
  return concatBytes(...hashes)
}

/** @param bytes null in a row of a workspace without entries */
export function decodePeaks(size: number, bytes: Uint8Array | null): Peaks {
  return { size, hashes: bytes === null ? [] : hashesIn(bytes) }
}

/** Hashes that stand one behind the other. */
export function hashesIn(bytes: Uint8Array): Uint8Array[] {
  const count = bytes.length / HASH_LENGTH
  return Array.from({ length: count }, (_, at) =>
    bytes.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH),
  )
}

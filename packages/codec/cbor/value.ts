/**
 * The declared subset of CBOR (RFC 8949) that WebAuthn and Keyward's own formats use: integers that
 * a double holds exactly, byte and text strings, arrays, maps, booleans and null, in the CTAP2
 * canonical form (CTAP 2.2 section 8). No tags, floats, undefined or indefinite lengths.
 */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | CborMap

export type CborKey = number | string | Uint8Array

export type CborMap = ReadonlyMap<CborKey, CborValue>

/** Arrays and maps within one another: CTAP 2.2 section 8 allows four levels. */
export const MAX_DEPTH = 4

/** Bytes from `start` to before `end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The order of two encoded map keys, which stand in the same bytes: major type first, then the
 * shorter, then byte by byte (CTAP 2.2 section 8). Negative, zero or positive, as for sorting.
 */
export function compareRanges(bytes: Uint8Array, a: Range, b: Range): number {
  const byType = ((bytes[a.start] as number) >> 5) - ((bytes[b.start] as number) >> 5)
  if (byType !== 0) return byType
  const length = a.end - a.start
  if (length !== b.end - b.start) return length - (b.end - b.start)
  for (let i = 0; i < length; i += 1) {
    const difference = (bytes[a.start + i] as number) - (bytes[b.start + i] as number)
    if (difference !== 0) return difference
  }
  return 0
}

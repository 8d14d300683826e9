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

/**
 * The order of two encoded map keys: major type first, then the shorter, then byte by byte
 * (CTAP 2.2 section 8). Negative, zero or positive, as for sorting.
 */
export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const byType = ((a[0] as number) >> 5) - ((b[0] as number) >> 5)
  if (byType !== 0) return byType
  if (a.length !== b.length) return a.length - b.length
  for (let i = 0; i < a.length; i += 1) {
    const difference = (a[i] as number) - (b[i] as number)
    if (difference !== 0) return difference
  }
  return 0
}

/** COSE algorithm identifiers of the signatures that Keyward makes (RFC 9053, RFC 8812). */
export const ES256 = -7
export const EDDSA = -8
export const RS256 = -257

export type SignatureAlgorithm = typeof ES256 | typeof EDDSA | typeof RS256

/** A public key by its numbers, all big-endian and unsigned; Ed25519's is its 32-byte encoding. */
export type PublicKey =
  | { readonly algorithm: typeof ES256; readonly x: Uint8Array; readonly y: Uint8Array }
  | { readonly algorithm: typeof EDDSA; readonly x: Uint8Array }
  | { readonly algorithm: typeof RS256; readonly n: Uint8Array; readonly e: Uint8Array }

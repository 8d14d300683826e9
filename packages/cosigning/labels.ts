import { encodeUtf8 } from '@keyward/codec'

/**
 * Every label that separates one use of a key or hash from another. A label is never used for two
 * things, and never changed: a new meaning takes a new version.
 */

// Signatures (purposes)
export const DEAL = 'keyward/deal/v1'
export const TERMS = 'keyward/cosigning-terms/v1'
export const DEVICE_KEY = 'keyward/cosigning-device-key/v1'
export const SIGN_IN_APPROVAL = 'keyward/sign-in-approval/v1'
export const APPROVAL_WINDOW = 'keyward/approval-window/v1'

// Hashes, as the first element of a CBOR array
export const SEALED_SHARE_HASH = 'keyward/deal-sealed-share/v1'
export const DEAL_HASH = 'keyward/deal-hash/v1'
export const SIGN_IN_BINDING = 'keyward/sign-in-binding/v1'

// HKDF info and hash input of each algorithm, as bytes of one width
export const ES256_NONCE = 'keyward/cosigning-es256-nonce/v1'
export const ES256_HALVES = 'keyward/cosigning-es256-halves/v1'
export const ES256_TAG = 'keyward/cosigning-es256-tag/v1'
export const EDDSA_SCALAR = 'keyward/cosigning-eddsa-scalar/v1'
export const EDDSA_NONCE = 'keyward/cosigning-eddsa-nonce/v1'
export const EDDSA_BINDING = 'keyward/cosigning-eddsa-binding/v1'
export const RS256_EXPONENT = 'keyward/cosigning-rs256-exponent/v1'

const LABEL_LENGTH = 40

/**
 * The label as 40 bytes, with zeros at its end. As all have one width, nothing that follows a label
 * can be read as part of it.
 */
export function labelBytes(label: string): Uint8Array {
  const bytes = new Uint8Array(LABEL_LENGTH)
  bytes.set(encodeUtf8(label))
  return bytes
}

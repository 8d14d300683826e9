import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

/** Client data that the platform made, to hand its hash on and put it into the answer. */
export interface MadeClientData {
  /** base64url. */
  readonly json: string
  /** SHA-256 of it, base64url. */
  readonly hash: string
}

/** Client data as platforms write it (WebAuthn Level 3, section 5.8.1). */
export function makeClientData(
  kind: 'create' | 'get',
  challenge: string,
  origin: string,
): MadeClientData {
  const type = `webauthn.${kind}`
  const bytes = encodeUtf8(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  return { json: encodeBase64url(bytes), hash: encodeBase64url(sha256(bytes)) }
}

import { encodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

/** What a passkey is called in the keys of rows: they show nothing of its ID. */
export function passkeyName(credentialId: Uint8Array): string {
  return encodeBase64url(sha256(credentialId)).slice(0, 22)
}

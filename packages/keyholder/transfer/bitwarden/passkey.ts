import { encodeBase64url, encodeHex } from '@keyward/codec'
import { ES256 } from '@keyward/primitives/keys'
import type { CredentialSource } from '@keyward/webauthn/authenticator'

/** Whether Bitwarden has passkeys of this kind: it signs with P-256 alone. */
export function isForBitwarden({ algorithm }: CredentialSource): boolean {
  return algorithm === ES256
}

/** An entry of `fido2Credentials`, as `parseBitwardenPasskey` reads it. The passkey has its key. */
export function encodeBitwardenPasskey(source: CredentialSource, at: number): object {
  const { id, rpId, rpName, userHandle, userName, userDisplayName, signCount, privateKey } = source
  return {
    credentialId: id.length === 16 ? toGuid(id) : `b64.${encodeBase64url(id)}`,
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: encodeBase64url(privateKey?.exportPkcs8() ?? new Uint8Array()),
    rpId,
    userHandle: encodeBase64url(userHandle),
    userName,
    counter: String(signCount),
    rpName,
    userDisplayName,
    discoverable: 'true',
    creationDate: new Date(source.createdAt ?? at).toISOString(),
  }
}

/** 16 bytes as a GUID, in the order that they have. */
export function toGuid(bytes: Uint8Array): string {
  return encodeHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

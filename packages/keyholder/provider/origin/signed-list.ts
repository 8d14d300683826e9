import { type CborMap, decodeBase64url, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type IdentityKey, signStatement, verifyStatement } from '@keyward/primitives/identity'
import { encodeBase64url } from '@keyward/codec'
import { parsePrivilegedList, type PrivilegedList } from './privileged.ts'

const PURPOSE = 'keyward/privileged-browsers/v1'

/** A list with who vouches for it. */
export interface SignedList {
  /** The JSON of the list, byte for byte as it was signed. */
  readonly list: string
  /** 64 bytes, base64url. */
  readonly signature: string
}

/**
 * A newer list, if it is signed by the key that this installation was configured with and is newer
 * than the one in use; else undefined. Never throws.
 *
 * @param publicKey Ed25519, 32 bytes
 */
export function acceptSignedList(
  { list, signature }: SignedList,
  publicKey: Uint8Array,
  present: PrivilegedList,
): PrivilegedList | undefined {
  if (!isSigned(list, signature, publicKey)) return undefined
  const parsed = parsePrivilegedList(list)
  return parsed !== undefined && parsed.version > present.version ? parsed : undefined
}

/** Signs the JSON of a list, for whoever keeps one. */
export function signList(key: IdentityKey, list: string): SignedList {
  return { list, signature: encodeBase64url(signStatement(key, PURPOSE, statementOf(list))) }
}

function isSigned(list: string, signature: string, publicKey: Uint8Array): boolean {
  try {
    return verifyStatement(publicKey, PURPOSE, statementOf(list), decodeBase64url(signature))
  } catch {
    return false
  }
}

function statementOf(list: string): CborMap {
  return new Map([['sha256', sha256(encodeUtf8(list))]])
}

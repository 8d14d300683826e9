import {
  type CborMap,
  type CborValue,
  decodeBase64url,
  encodeBase64url,
  encodeCbor,
} from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

/** The purpose under which a recovery kit's key signs `kitStatement`. */
export const KIT_SIGN_IN_PURPOSE = 'keyward/kit-sign-in/v1'

/**
 * What a recovery kit's key signs to sign in: this challenge, at this server, for this device and
 * its proof key.
 *
 * @param thumbprint the JWK thumbprint (RFC 7638, SHA-256) of the proof key, base64url
 */
export function kitStatement(signIn: {
  readonly origin: string
  readonly challenge: string
  readonly deviceId: string
  readonly thumbprint: string
}): CborMap {
  return new Map<string, CborValue>([
    ['origin', signIn.origin],
    ['challenge', decodeBase64url(signIn.challenge)],
    ['deviceId', decodeBase64url(signIn.deviceId)],
    ['thumbprint', signIn.thumbprint],
  ])
}

/**
 * The account id under which a workspace's index key has its access list: 16 bytes that follow from
 * the workspace's id, so that nobody can offer the list of another object for it.
 */
export function indexListId(workspaceId: string): string {
  const hash = sha256(encodeCbor(['keyward/index-list/v1', decodeBase64url(workspaceId)]))
  return encodeBase64url(hash.slice(0, 16))
}

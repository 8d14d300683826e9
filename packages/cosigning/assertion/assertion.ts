import { concatBytes } from '@keyward/codec'
import { CosigningError } from '../error.ts'

/** What a passkey signs at a sign-in (WebAuthn Level 3 section 6.3.3). */
export interface Assertion {
  /** 37 bytes: neither attested credential data nor extensions are co-signed. */
  readonly authenticatorData: Uint8Array
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array
}

/** A request to the signer. All byte strings are read once, when it is checked. */
export type SigningRequest = Es256Request | EddsaRequest | Rs256Request

export interface Es256Request extends Assertion {
  readonly algorithm: 'ES256'
  readonly dealId: string
  /** i, the row of the deal that is spent. */
  readonly index: number
  /** 32 bytes, big-endian. */
  readonly r: Uint8Array
  /** 16 bytes, made by the dealer: it binds the deal, the index and r. */
  readonly tag: Uint8Array
}

export interface EddsaRequest extends Assertion {
  readonly algorithm: 'EdDSA'
  readonly dealId: string
  /** D and E, the grantee's nonces for this one sign-in: encoded points, 32 bytes each. */
  readonly d: Uint8Array
  readonly e: Uint8Array
}

export interface Rs256Request extends Assertion {
  readonly algorithm: 'RS256'
  readonly dealId: string
}

/**
 * The message that is signed: both parts one after the other, 69 bytes, as a new array.
 *
 * @throws {CosigningError} `assertion.authenticator-data-length`, `assertion.client-data-hash-length`
 */
export function messageOf({ authenticatorData, clientDataHash }: Assertion): Uint8Array {
  if (authenticatorData.length !== 37) {
    const message = 'Authenticator data that is co-signed has 37 bytes.'
    throw new CosigningError('assertion.authenticator-data-length', message)
  }
  if (clientDataHash.length !== 32)
    throw new CosigningError(
      'assertion.client-data-hash-length',
      'The hash of client data has 32 bytes.',
    )
  return concatBytes(authenticatorData, clientDataHash)
}

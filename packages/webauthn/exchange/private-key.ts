import { importPrivateKey, type KeyPair, PrimitivesError } from '@keyward/primitives/keys'
import { WebAuthnError } from '../error.ts'

/** Imports a passkey's private key. @throws {WebAuthnError} `exchange.key` */
export function importPasskeyKey(der: Uint8Array): KeyPair {
  try {
    return importPrivateKey(der)
  } catch (error) {
    if (!(error instanceof PrimitivesError)) throw error
    throw new WebAuthnError('exchange.key', error.message, { cause: error })
  }
}

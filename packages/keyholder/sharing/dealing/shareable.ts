import { importPrivateKey, type KeyPair, type PublicKey } from '@keyward/primitives/keys'
import { PrimitivesError } from '@keyward/primitives/keys'
import { parseCoseKey, WebAuthnError } from '@keyward/webauthn/data'
import { type Passkey, passkeyStatus } from '../../accounts.ts'
import type { OpenAccount } from '../../vault/vault.ts'

/** A passkey with which others can sign in without its key. */
export interface Shareable {
  readonly passkey: Passkey
  readonly publicKey: PublicKey
  /** The key pair, made of the account's secrets when it is asked for. */
  readonly pair: () => KeyPair
}

/** A passkey that can't be used without its key, and why. */
export interface NotShareable {
  /** base64url */
  readonly credentialId: string
  /** `counter`: it counts its sign-ins, and has to be registered anew. `no-key`: its key is not here. */
  readonly why: 'counter' | 'no-key'
}

/** Which active passkeys of an account others can sign in with, for an Owner's eyes. */
export function sharePasskeys({ profile, secrets }: OpenAccount): {
  readonly shareable: readonly Shareable[]
  readonly notShareable: readonly NotShareable[]
} {
  const shareable: Shareable[] = []
  const notShareable: NotShareable[] = []
  for (const [credentialId, passkey] of profile.passkeys) {
    if (passkeyStatus(passkey) !== 'active') continue
    const own = secrets?.passkeys.get(credentialId)
    const publicKey = publicKeyOf(passkey)
    const key = own?.privateKey
    if (own === undefined || key === undefined || publicKey === undefined)
      notShareable.push({ credentialId, why: 'no-key' })
    else if (own.signCount > 0) notShareable.push({ credentialId, why: 'counter' })
    else shareable.push({ passkey, publicKey, pair: () => importPrivateKey(key.reveal()) })
  }
  return { shareable, notShareable }
}

/** undefined for one of an algorithm that is not known here. */
export function publicKeyOf({ publicKey }: Passkey): PublicKey | undefined {
  try {
    return parseCoseKey(publicKey)
  } catch (error) {
    if (error instanceof WebAuthnError || error instanceof PrimitivesError) return undefined
    throw error
  }
}

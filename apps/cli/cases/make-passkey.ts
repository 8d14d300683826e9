import { ES256, type KeyPair } from '@keyward/primitives/keys'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { type CredentialSource, PrfSeeds } from '@keyward/webauthn/authenticator'
import { encodeCoseKey } from '@keyward/webauthn/data'
import { systemRandom } from '../randomness.ts'

/** A passkey with a key and secrets of its own. */
export async function makePasskey(
  parts: Partial<CredentialSource> = {},
): Promise<Required<Pick<CredentialSource, 'privateKey' | 'prfSeeds'>> & CredentialSource> {
  const { privateKey, publicKey }: KeyPair = await nodeBackend().generate(ES256)
  return {
    type: 'public-key',
    id: systemRandom(16),
    rpId: 'perch.localhost',
    rpName: 'Perch',
    userHandle: Uint8Array.of(1, 2, 3),
    userName: 'studio@acme',
    userDisplayName: 'Studio',
    algorithm: ES256,
    publicKey: encodeCoseKey(publicKey),
    signCount: 0,
    backupEligible: true,
    backupState: true,
    credProtect: 1,
    ...parts,
    privateKey,
    prfSeeds: new PrfSeeds(systemRandom(32), systemRandom(32)),
  }
}

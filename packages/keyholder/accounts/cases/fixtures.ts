import { EDDSA, ES256, PrivateKey } from '@keyward/primitives/keys'
import { type CredentialSource, PrfSeeds } from '@keyward/webauthn/authenticator'
import { concatBytes } from '@keyward/codec'
import { encodeProfile } from '../content/profile.ts'
import { encodeSecrets } from '../content/secrets.ts'
import type { AccountContent } from '../content/types.ts'
import { createAccount } from '../edits/account.ts'
import { addPasskey } from '../edits/passkeys.ts'

/** A credential source with made-up key bytes: nothing here signs with it. */
export function exampleSource(
  seed: number,
  parts: Partial<CredentialSource> = {},
): CredentialSource {
  const algorithm = seed % 2 === 0 ? ES256 : EDDSA
  const bytes = (length: number, salt: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => (seed >>> (8 * (i % 4))) ^ (i * 31 + salt))
  return {
    type: 'public-key',
    id: bytes(16, 1),
    rpId: 'perch.example',
    rpName: 'Perch',
    userHandle: bytes(32, 2),
    userName: 'ana',
    userDisplayName: 'Ana Lima',
    algorithm,
    publicKey: bytes(77, 3),
    privateKey: new PrivateKey(algorithm, bytes(48, 4)),
    prfSeeds: new PrfSeeds(bytes(32, 5), bytes(32, 6)),
    signCount: 0,
    backupEligible: true,
    backupState: true,
    credProtect: 1,
    createdAt: 1_700_000_000_000,
    ...parts,
  }
}

/** An account with every field set and two passkeys. */
export function exampleAccount(): AccountContent {
  const made = createAccount(
    {
      appName: 'Perch',
      username: 'ana@perch.example',
      displayName: 'Ana Lima',
      rpIds: ['perch.example'],
      labels: ['Team', 'Social'],
      password: 'correct horse',
      oneTimeCodeSeed: 'JBSWY3DPEHPK3PXP',
      notes: 'The shared one.',
      hosts: ['perch.example'],
    },
    { at: 1000, by: 'device-a' },
  )
  const one = addPasskey(made, exampleSource(1), { at: 2000, by: 'device-a' })
  return addPasskey(one, exampleSource(2, { signCount: 7 }), { at: 3000, by: 'device-b' })
}

/** Both compartments as bytes, to compare whole accounts by. */
export function encodeAccount({ profile, secrets }: AccountContent): Uint8Array {
  return concatBytes(encodeProfile(profile), encodeSecrets(secrets))
}

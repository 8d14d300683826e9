import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import { importPrivateKey, type PrivateKey } from '@keyward/primitives/keys'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { type CredentialSource, PrfSeeds } from '@keyward/webauthn/authenticator'
import { encodeCxfPasskey, parseCxfPasskey } from '@keyward/webauthn/exchange'
import { type AccountFields, createAccount } from '../../accounts/edits/account.ts'
import { addPasskey } from '../../accounts/edits/passkeys.ts'
import { expect } from 'vitest'
import type { AccountContent } from '../../accounts/content/types.ts'
import type { ImportedAccount, ImportedLogin } from '../imports/imported.ts'
import { seededRandom } from './seeded-random.ts'

export const EDIT = { at: 1_750_000_000_000, by: 'device-a' }

interface RealKey {
  readonly privateKey: PrivateKey
  readonly verifier: KeyObject
}

const KEYS: readonly RealKey[] = [
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
].map(({ privateKey, publicKey }) => {
  const pkcs8 = Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { privateKey: importPrivateKey(pkcs8).privateKey, verifier: publicKey }
})

/** A passkey that signs; its key is ES256, EdDSA or RS256 by `kind`. */
export function realSource(
  name: string,
  parts: Partial<CredentialSource> & { kind?: number } = {},
): CredentialSource {
  const { kind = 0, ...rest } = parts
  const random = seededRandom(name)
  const source = parseCxfPasskey({
    type: 'passkey',
    credentialId: encodeBase64url(random(16)),
    rpId: 'perch.example',
    username: 'ana',
    userDisplayName: 'Ana Lima',
    userHandle: encodeBase64url(random(32)),
    key: encodeBase64url((KEYS[kind] as RealKey).privateKey.exportPkcs8()),
  })
  return { ...source, ...rest }
}

/** Two different seeds. */
export function seedsOf(name: string): PrfSeeds {
  const random = seededRandom(name)
  return new PrfSeeds(random(32), random(32))
}

/** Everything of a passkey as plain data, to compare by. */
export function plain(source: CredentialSource): unknown {
  return encodeCxfPasskey(source)
}

/** Signs with the passkey and verifies with the public key that it was made with, by Node.js. */
export async function expectSigns(source: CredentialSource, kind = 0): Promise<void> {
  const message = new Uint8Array([1, 2, 3])
  if (source.privateKey === undefined) throw new Error('The passkey came without its key.')
  const signature = await nodeBackend().sign(source.privateKey, message)
  const digest = kind === 1 ? null : 'sha256'
  expect(verify(digest, message, (KEYS[kind] as RealKey).verifier, signature)).toBe(true)
}

export function idOf(name: string): string {
  return encodeBase64url(seededRandom(name)(16))
}

export function accountWith(
  fields: Partial<AccountFields>,
  ...passkeys: readonly CredentialSource[]
): AccountContent {
  return passkeys.reduce(
    (content, passkey) => addPasskey(content, passkey, EDIT),
    createAccount(fields, EDIT),
  )
}

/** The logins among imported accounts, which has to be all of them. */
export function loginsOf(accounts: readonly ImportedAccount[]): ImportedLogin[] {
  const logins = accounts.filter((account) => account.kind === 'login')
  expect(logins).toHaveLength(accounts.length)
  return logins
}

/** What an imported login holds, secrets in the clear. */
export function opened({
  fields,
  secrets,
  passkeys,
  rows,
}: ImportedLogin): Record<string, unknown> {
  return {
    ...fields,
    password: secrets.password.reveal(),
    oneTimeCodeSeed: secrets.oneTimeCodeSeed.reveal(),
    notes: secrets.notes.reveal(),
    passkeys: passkeys.length,
    rows,
  }
}

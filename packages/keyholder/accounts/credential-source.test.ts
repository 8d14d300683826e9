import { toUsvString } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { exampleSource } from './cases/fixtures.ts'
import { encodeProfile, parseProfile } from './content/profile.ts'
import { encodeSecrets, parseSecrets } from './content/secrets.ts'
import { toCredentialSource } from './credential-source.ts'
import { createAccount } from './edits/account.ts'
import { addPasskey } from './edits/passkeys.ts'

const edit = { at: 10_000, by: 'device-a' }
const empty = createAccount({}, edit)

/** Through an account, its bytes, and back; the second without the secrets. */
function throughAccount(source: CredentialSource): [CredentialSource, CredentialSource] {
  const { profile, secrets } = addPasskey(empty, source, edit)
  const read = parseProfile(encodeProfile(profile))
  const opened = parseSecrets(encodeSecrets(secrets))
  if (read.kind === 'unreadable') throw read.error
  if (opened.kind === 'unreadable') throw opened.error
  const [key, passkey] = [...read.content.passkeys][0]!
  return [
    toCredentialSource(passkey, opened.content.passkeys.get(key)),
    toCredentialSource(passkey),
  ]
}

function plain(source: CredentialSource): unknown {
  const { privateKey, prfSeeds, ...rest } = source
  return { ...rest, key: privateKey?.exportPkcs8(), seeds: prfSeeds?.reveal() }
}

describe('a credential source and its account', () => {
  test('[C24] IDs of 1 to 1,023 bytes, [C27] counters, [C28] flags and seeds come back', () => {
    const bytes = (least: number, most: number) =>
      fc.uint8Array({ minLength: least, maxLength: most })
    const parts = fc.record({
      id: fc.oneof(bytes(1, 64), bytes(1023, 1023), bytes(1, 1023)),
      userHandle: bytes(1, 64),
      userName: fc.string({ unit: 'binary' }).map((text) => toUsvString(text)),
      signCount: fc.integer({ min: 0, max: 0xffffffff }),
      flags: fc.constantFrom([false, false], [true, false], [true, true]),
      credProtect: fc.constantFrom(1 as const, 2 as const, 3 as const),
    })
    fc.assert(
      fc.property(fc.nat(), parts, (seed, { flags, ...rest }) => {
        const [backupEligible, backupState] = flags as [boolean, boolean]
        const source = exampleSource(seed, { ...rest, backupEligible, backupState })
        const [owner, grantee] = throughAccount(source)
        expect(plain(owner)).toEqual(plain(source))
        expect([grantee.privateKey, grantee.prfSeeds]).toEqual([undefined, undefined])
        expect(grantee.id).toEqual(source.id)
      }),
    )
  })

  test('what may be absent stays absent', () => {
    const { privateKey: _key, prfSeeds: _seeds, createdAt: _date, ...source } = exampleSource(3)
    const [owner] = throughAccount(source)
    expect(Object.keys(owner).toSorted()).toEqual(Object.keys(source).toSorted())
  })

  test.each([
    ['[C24] an ID of 0 bytes', { id: new Uint8Array() }],
    ['[C24] an ID of 1,024 bytes', { id: new Uint8Array(1024) }],
    ['[C25] a user handle of 0 bytes', { userHandle: new Uint8Array() }],
    ['[C25] a user handle of 65 bytes', { userHandle: new Uint8Array(65) }],
    ['[C28] backed up and not to be', { backupEligible: false, backupState: true }],
  ])('%s is refused', (_, parts) => {
    const refusal = expect.objectContaining({ rule: 'passkey.malformed' })
    expect(() => addPasskey(empty, exampleSource(1, parts), edit)).toThrow(refusal)
  })

  test('a passkey with an algorithm of a later version opens and is refused for signing', () => {
    const { profile } = addPasskey(empty, exampleSource(1), edit)
    const passkey = { ...[...profile.passkeys.values()][0]!, algorithm: -48 }
    const refusal = expect.objectContaining({ rule: 'passkey.algorithm' })
    expect(() => toCredentialSource(passkey)).toThrow(refusal)
  })
})

import { type CborKey, type CborValue, decodeCbor, encodeCbor } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { encodeAccount, exampleAccount } from '../cases/fixtures.ts'
import { createCollection, editAccount } from '../edits/account.ts'
import { deletePasskey, renamePasskey } from '../edits/passkeys.ts'
import { AccountsError } from '../error.ts'
import { mergeAccounts } from '../merge/merge.ts'
import { encodeProfile, parseProfile } from './profile.ts'
import type { Readable, Unreadable } from './readable.ts'
import { encodeSecrets, parseSecrets } from './secrets.ts'

type Maps = Map<CborKey, CborValue>

const example = editAccount(
  exampleAccount(),
  { username: 'bo', password: 'x' },
  { at: 9e6, by: 'c' },
)
const profileBytes = encodeProfile(example.profile)
const secretsBytes = encodeSecrets(example.secrets)

function content<T>(result: Readable<T> | Unreadable): T {
  if (result.kind === 'unreadable') throw result.error
  return result.content
}

function members(bytes: Uint8Array): Maps {
  return decodeCbor(bytes) as Maps
}

describe('the two compartments', () => {
  test('come back as they were', () => {
    expect(encodeProfile(content(parseProfile(profileBytes)))).toEqual(profileBytes)
    expect(encodeSecrets(content(parseSecrets(secretsBytes)))).toEqual(secretsBytes)
    const profile = content(parseProfile(profileBytes))
    expect(profile.history.map(({ value }) => value)).toEqual(['ana@perch.example'])
    const secrets = content(parseSecrets(secretsBytes))
    expect(secrets.oneTimeCodeSeed.value.reveal()).toBe('JBSWY3DPEHPK3PXP')
  })

  test('say what they are of, and of an account nothing, as before there was anything else', () => {
    expect(members(profileBytes).has('kind')).toBe(false)
    const { profile } = createCollection('Night', { at: 1000, by: 'a' })
    const bytes = encodeProfile(profile)
    expect(content(parseProfile(bytes)).kind).toBe('collection')
    expect(encodeProfile(content(parseProfile(bytes)))).toEqual(bytes)
    const other = encodeCbor(members(bytes).set('kind', 7))
    expect(parseProfile(other).kind).toBe('unreadable')
  })

  test('secrets stay out of the profile and out of what is printed', () => {
    const printed = inspect(example.secrets, { depth: 10 }) + JSON.stringify(example.secrets)
    expect(printed).not.toContain('correct horse')
    expect(printed).not.toContain('JBSWY3DPEHPK3PXP')
    const hex = Buffer.from(profileBytes).toString('latin1')
    expect(hex).not.toContain('correct horse')
    expect(hex).not.toContain('The shared one.')
  })

  test.each([
    ['profile', profileBytes, (b: Uint8Array) => encodeProfile(content(parseProfile(b)))],
    ['secrets', secretsBytes, (b: Uint8Array) => encodeSecrets(content(parseSecrets(b)))],
  ])('[C97] unknown members of the %s survive at every level', (_, bytes, again) => {
    const root = members(bytes)
    const addTo = (map: Maps): Maps => map.set('future', [1, 2]).set(-7, new Map([['x', 1]]))
    addTo(root)
    for (const passkey of (root.get('passkeys') as Maps).values()) (passkey as Maps).set('new', [1])
    const register = root.get('username') ?? root.get('password')
    ;(register as CborValue[]).push('more')
    ;((root.get('history') as CborValue[])[0] as CborValue[]).push('why')
    const written = encodeCbor(root)
    expect(again(written)).toEqual(written)
  })

  test('[C97] unknown members survive editing, deleting and merging', () => {
    const root = members(profileBytes).set('future', ['kept', 5, 'd'])
    for (const passkey of (root.get('passkeys') as Maps).values()) (passkey as Maps).set('new', 1)
    const read = { ...example, profile: content(parseProfile(encodeCbor(root))) }
    const [first, second] = [...read.profile.passkeys.values()]
    const edit = { at: 1e7, by: 'd' }
    const one = renamePasskey(read, first!.credentialId, 'One', edit)
    const two = deletePasskey(read, second!.credentialId, edit)
    const merged = mergeAccounts(example, mergeAccounts(one, two)).profile
    expect(merged.rest.get('future')).toEqual(['kept', 5, 'd'])
    expect([...merged.passkeys.values()].map(({ rest }) => rest.get('new'))).toEqual([1, 1])
  })

  test('[C97] null, [] and absent mean the same', () => {
    const absent = members(profileBytes)
    for (const name of ['labels', 'rpIds', 'history', 'displayName']) absent.delete(name)
    const expected = encodeProfile(content(parseProfile(encodeCbor(absent))))
    for (const nothing of [null, []]) {
      const root = new Map(absent).set('unknown', nothing)
      for (const name of ['labels', 'rpIds', 'history', 'displayName']) root.set(name, nothing)
      expect(encodeProfile(content(parseProfile(encodeCbor(root))))).toEqual(expected)
    }
  })

  test.each([0, 2, 99])('[C96] version %i is unreadable, and its bytes are kept', (version) => {
    const raw = encodeCbor(members(profileBytes).set('v', version))
    const result = parseProfile(raw)
    expect(result).toMatchObject({
      kind: 'unreadable',
      version,
      error: { rule: 'content.version' },
    })
    expect((result as Unreadable).raw).toEqual(raw)
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['no map', encodeCbor([1])],
    [
      'a passkey that is no map',
      encodeCbor(
        new Map<string, CborValue>([
          ['v', 1],
          ['passkeys', 3],
        ]),
      ),
    ],
    [
      'a username that is no text',
      encodeCbor(
        new Map<string, CborValue>([
          ['v', 1],
          ['username', [3, 1, 'a']],
        ]),
      ),
    ],
  ])('[C96] %s is unreadable and throws nothing', (_, raw) => {
    const result = parseProfile(raw)
    expect(result).toMatchObject({ kind: 'unreadable', raw, error: { rule: 'content.malformed' } })
  })

  test('[C70] a passkey with a date that cannot be read opens, and the date stays as it was', () => {
    const root = members(profileBytes)
    const passkeys = [...(root.get('passkeys') as Maps).values()] as Maps[]
    passkeys[0]!.set('createdAt', '١٤٤٥-٠١-٠١').set('lastUsedAt', '2024-05-06 07:08:09,5')
    passkeys[1]!.set('createdAt', '')
    const profile = content(parseProfile(encodeCbor(root)))
    const [first, second] = [...profile.passkeys.values()]
    expect([first?.createdAt, second?.createdAt]).toEqual([undefined, undefined])
    expect(first?.lastUsedAt).toBe(Date.UTC(2024, 4, 6, 7, 8, 9, 500))
    const again = members(encodeProfile(profile)).get('passkeys') as Maps
    expect(([...again.values()][0] as Maps).get('createdAt')).toBe('١٤٤٥-٠١-٠١')
  })
})

describe('hostile bytes', () => {
  const samples = [profileBytes, encodeProfile(exampleAccount().profile)]
  const isOwnError = (error: unknown): boolean => error instanceof AccountsError

  /** What was read has to encode to bytes that read and encode the same again. */
  function settles<T>(
    parse: (bytes: Uint8Array) => Readable<T> | Unreadable,
    encode: (value: T) => Uint8Array,
  ): (bytes: Uint8Array) => Uint8Array {
    return (bytes) => {
      const once = encode(content(parse(bytes)))
      const twice = encode(content(parse(once)))
      if (Buffer.compare(once, twice) !== 0) throw new Error('The form does not settle.')
      return once
    }
  }

  test('[C96] the profile reads or is set apart, whatever the bytes', () => {
    const parse = settles(parseProfile, encodeProfile)
    const outcome = fuzzParser({ name: 'profile', samples, parse, isOwnError, runs: fuzzRuns() })
    expect(outcome.accepted).toBeGreaterThan(100)
    expect(outcome.refused).toBeGreaterThan(100)
  })

  test('[C96] the secrets read or are set apart, whatever the bytes', () => {
    const parse = settles(parseSecrets, encodeSecrets)
    const given = [secretsBytes, encodeSecrets(exampleAccount().secrets)]
    const outcome = fuzzParser({
      name: 'secrets',
      samples: given,
      parse,
      isOwnError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(100)
    expect(outcome.refused).toBeGreaterThan(100)
  })

  test('the example has all its parts, so that the fuzz reaches them', () => {
    expect(example.profile.passkeys.size).toBe(2)
    expect(example.secrets.history).toHaveLength(1)
    expect(encodeAccount(example).length).toBeGreaterThan(800)
  })
})

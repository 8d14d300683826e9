import { decodeHex, encodeHex } from '@keyward/codec'
import { sharedJson } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { parseBitwardenPasskey } from './bitwarden-passkey.ts'
import { parseBitwardenCredentialId } from './credential-id.ts'
import { encodeCxfPasskey, parseCxfPasskey } from './cxf-passkey.ts'

/** The key of RFC 6979 appendix A.2.5. */
const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya-p2EW6dRZrXCFXZ7HWk05Qw9s26JsSe4piKxIPZyGhRANCAARg_tS6JVqdMclh63TGNW1owEm4kjth-mzmaWIuYPKftnkD_hAIuLyZpBrp6VYovGTy8bIMLX6fUXejwpTURiKZ'

const EXAMPLE = {
  credentialId: '52217b91-73f1-4fea-b3f2-54a7959fd5aa',
  keyType: 'public-key',
  keyAlgorithm: 'ECDSA',
  keyCurve: 'P-256',
  keyValue: KEY,
  rpId: 'perch.example',
  userHandle: 'c3R1ZGlv',
  userName: 'studio@acme.example',
  counter: '0',
  rpName: 'Perch',
  userDisplayName: 'Studio',
  discoverable: 'true',
  creationDate: '2024-06-07T14:12:36.150Z',
}

interface BitwardenFile {
  readonly items: { login?: { fido2Credentials?: unknown[] } | null }[]
}

/** A small export as Bitwarden writes it; not every entry is a sign-in, and not every one has a passkey. */
const EXPORT: BitwardenFile = {
  items: [
    { login: { fido2Credentials: [EXAMPLE, { ...EXAMPLE, credentialId: 'b64.AQIDBA' }] } },
    { login: { fido2Credentials: [] } },
    { login: null },
    {},
  ],
}

const entriesOf = ({ items }: BitwardenFile): unknown[] =>
  items.flatMap(({ login }) => login?.fido2Credentials ?? [])

function refusalOf(work: () => unknown): WebAuthnError | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof WebAuthnError) return error
    throw error
  }
}

describe('data-04: credential IDs as Bitwarden writes them', () => {
  test.each([
    ['b64.Lb5SVTumSV6gYJpeWh3laA', '2dbe52553ba6495ea0609a5e5a1de568'],
    ['52217b91-73f1-4fea-b3f2-54a7959fd5aa', '52217b9173f14feab3f254a7959fd5aa'],
    ['52217B91-73F1-4FEA-B3F2-54A7959FD5AA', '52217b9173f14feab3f254a7959fd5aa'],
    ['b64.AQ', '01'],
    ['b64.AQ==', '01'],
  ])('%s', (text, hex) => {
    expect(encodeHex(parseBitwardenCredentialId(text))).toBe(hex)
  })

  test('[C24] of every length from 1 to 1,023 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 1023 }), (id) => {
        const text = `b64.${Buffer.from(id).toString('base64url')}`
        expect(parseBitwardenCredentialId(text)).toEqual(id)
      }),
    )
  })

  test('[C24] every GUID', () => {
    fc.assert(
      fc.property(fc.uuid(), (guid) => {
        expect(parseBitwardenCredentialId(guid)).toEqual(decodeHex(guid.replaceAll('-', '')))
      }),
    )
  })

  test.each([
    '',
    'b64.',
    'b64.A',
    'b64.+/+/',
    'B64.AQID',
    'Lb5SVTumSV6gYJpeWh3laA',
    '52217b9173f14feab3f254a7959fd5aa',
    '{52217b91-73f1-4fea-b3f2-54a7959fd5aa}',
    '52217b91-73f1-4fea-b3f2-54a7959fd5a',
    '52217b91-73f1-4fea-b3f2-54a7959fd5ag',
    '52217b91-73f1-4fea-b3f2-54a7959fd5aa\n',
    `b64.${'A'.repeat(1366)}`,
  ])('[C24] %j is refused', (text) => {
    const refusal = refusalOf(() => parseBitwardenCredentialId(text))
    expect(refusal?.rule).toBe('exchange.credential-id')
    expect(refusal?.message).toContain('credential ID')
  })
})

describe('an entry of fido2Credentials', () => {
  test('an own export: every passkey of every item', () => {
    const sources = entriesOf(EXPORT).map(parseBitwardenPasskey)
    expect(sources.map(({ id }) => encodeHex(id))).toEqual([
      '52217b9173f14feab3f254a7959fd5aa',
      '01020304',
    ])
    expect(sources[0]).toMatchObject({
      type: 'public-key',
      rpId: 'perch.example',
      rpName: 'Perch',
      userHandle: Uint8Array.from(Buffer.from('studio')),
      userName: 'studio@acme.example',
      userDisplayName: 'Studio',
      algorithm: -7,
      signCount: 0,
      credProtect: 1,
      createdAt: Date.UTC(2024, 5, 7, 14, 12, 36, 150),
    })
    expect(sources.map(({ prfSeeds }) => prfSeeds)).toEqual([undefined, undefined])
  })

  const published = sharedJson('data/exports/bw-sdk-json_export.json') as BitwardenFile | undefined
  test.each(published === undefined ? [] : [published])('the published export', (file) => {
    expect(file.items.length).toBeGreaterThan(0)
    expect(file.items.some(({ login }) => Array.isArray(login?.fido2Credentials))).toBe(true)
    expect(entriesOf(file).map(parseBitwardenPasskey)).toEqual([])
  })

  test('[C28] is synchronised (BE and BS)', () => {
    expect(parseBitwardenPasskey(EXAMPLE)).toMatchObject({
      backupEligible: true,
      backupState: true,
    })
  })

  test.each([
    ['0', 0],
    ['17', 17],
    ['4294967295', 0xffffffff],
    [17, 17],
    ['', 0],
    [null, 0],
    [undefined, 0],
  ])('[C27] a counter of %j is kept as %d', (counter, expected) => {
    const source = parseBitwardenPasskey({ ...EXAMPLE, counter })
    expect(source.signCount).toBe(expected)
    expect(parseCxfPasskey(encodeCxfPasskey(source)).signCount).toBe(expected)
  })

  test.each([
    '-1',
    '1.5',
    '4294967296',
    '0x10',
    '1e3',
    ' 5',
    'five',
    -1,
    1.5,
    2 ** 32,
    true,
    [],
    [5],
    {},
  ])('[C27] a counter of %j is refused, never taken for another', (counter) => {
    const refusal = refusalOf(() => parseBitwardenPasskey({ ...EXAMPLE, counter }))
    expect(refusal?.rule).toBe('exchange.malformed')
    expect(refusal?.message).toContain('"counter"')
  })

  test.each(['', 'yesterday', '2024-13-45', '1969-12-31T23:59:59Z', null, undefined, 5, {}])(
    'a date of %j is no reason to lose a passkey, and it still goes out and in',
    (creationDate) => {
      const source = parseBitwardenPasskey({ ...EXAMPLE, creationDate })
      expect(source.createdAt).toBeUndefined()
      expect(parseCxfPasskey(encodeCxfPasskey(source)).id).toEqual(source.id)
    },
  )

  test('null names and unknown members are as absent', () => {
    const source = parseBitwardenPasskey({
      ...EXAMPLE,
      rpName: null,
      userName: null,
      userDisplayName: null,
      hue: 1,
    })
    expect(source).toMatchObject({ rpName: '', userName: '', userDisplayName: '' })
  })

  const refused: readonly (readonly [string, unknown, string])[] = [
    ['credentialId', undefined, 'exchange.malformed'],
    ['credentialId', 'nonsense', 'exchange.credential-id'],
    ['keyValue', undefined, 'exchange.malformed'],
    ['keyValue', 'MAA', 'exchange.key'],
    ['rpId', '', 'exchange.malformed'],
    ['userHandle', null, 'exchange.malformed'],
    ['userHandle', 'A'.repeat(88), 'exchange.malformed'],
    ['userName', 1, 'exchange.malformed'],
  ]
  test.each(refused)('%s of %j is refused', (name, value, rule) => {
    expect(refusalOf(() => parseBitwardenPasskey({ ...EXAMPLE, [name]: value }))?.rule).toBe(rule)
  })

  test('any value in place of any member: a passkey or a WebAuthnError', () => {
    const member = fc.constantFrom(...Object.keys(EXAMPLE))
    fc.assert(
      fc.property(fc.dictionary(member, fc.jsonValue(), { maxKeys: 3 }), (changes) => {
        const refusal = refusalOf(() => parseBitwardenPasskey({ ...EXAMPLE, ...changes }))
        expect(refusal?.name ?? 'DataError').toBe('DataError')
      }),
      { numRuns: 500 },
    )
  })
})

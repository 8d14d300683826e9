import { inspect } from 'node:util'
import { encodeUtf8 } from '@keyward/codec'
import { encodeCxfPasskey } from '@keyward/webauthn/exchange'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAccount } from '../accounts/cases/fixtures.ts'
import { toCredentialSource } from '../accounts/credential-source.ts'
import {
  EDIT,
  expectSigns,
  idOf,
  accountWith,
  loginsOf,
  opened,
  realSource,
} from './cases/accounts.ts'
import { expectCounted } from './cases/expect-counted.ts'
import { bitwardenFile, bitwardenLogin, cxfFile, jsonFile } from './cases/json-file.ts'
import { exportPorts, importPorts } from './cases/ports.ts'
import { detectFormat } from './detect.ts'
import { TRANSFER_FORMATS, type TransferFormat } from './formats.ts'
import { loginContent } from './imports/imported.ts'
import { TRANSFER_LIMITS } from './limits.ts'
import { readImport } from './read-import.ts'
import { writeExport } from './write-export.ts'

const FORMATS = Object.keys(TRANSFER_FORMATS) as TransferFormat[]

function refusal(rule: string): unknown {
  return expect.objectContaining({ name: 'TransferError', rule })
}

describe('formats', () => {
  test.each(FORMATS)('%s is told by its bytes', async (format) => {
    const account = { accountId: idOf('a'), content: accountWith({ username: 'ana' }) }
    const { bytes } = await writeExport(format, [account], exportPorts())
    expect(detectFormat(bytes)).toBe(format)
    expect((await readImport(bytes, importPorts)).format).toBe(format)
  })

  test.each(FORMATS)(
    '[C102] %s is marked as plaintext exactly where secrets can be read',
    async (format) => {
      const content = accountWith({ username: 'ana', password: 'marker-5f2a' })
      const { bytes } = await writeExport(
        format,
        [{ accountId: idOf('a'), content }],
        exportPorts(),
      )
      const isReadable = Buffer.from(bytes).includes('marker-5f2a')
      expect(isReadable).toBe(TRANSFER_FORMATS[format].isPlaintext)
    },
  )

  test.each([
    ['nothing', '', 'format.unknown'],
    ['a picture', '\u0089PNG', 'format.unknown'],
    ['a list', '[]', 'format.unknown'],
    ['another object', '{"a":1}', 'format.unknown'],
    ['half an object', '{"a":', 'file.malformed'],
    ['a deep object', `{"items":${'['.repeat(100_000)}`, 'file.too-deep'],
  ])('%s is refused', async (_, text, rule) => {
    await expect(readImport(encodeUtf8(text), importPorts)).rejects.toThrow(refusal(rule))
  })

  test('brackets inside texts are no depth, and a byte order mark no fault', () => {
    const text = `\ufeff \n${JSON.stringify({ items: ['"['.repeat(1000), '\\'] })}`
    expect(detectFormat(encodeUtf8(text))).toBe('bitwarden')
  })

  test('a refusal quotes nothing of the file, nor does its cause', async () => {
    const bytes = encodeUtf8('{"items":[{"password": hunter2 }]}')
    const error: unknown = await readImport(bytes, importPorts).catch((reason: unknown) => reason)
    expect(inspect(error, { depth: 9 })).not.toContain('hunter2')
    expect(error).toMatchObject({ rule: 'file.malformed' })
  })

  test('too many bytes and too many rows are refused', async () => {
    const large = new Uint8Array(TRANSFER_LIMITS.bytes + 1)
    await expect(readImport(large, importPorts)).rejects.toThrow(refusal('file.too-large'))
    const rows = Array.from({ length: TRANSFER_LIMITS.rows + 1 }, () => 0)
    for (const file of [cxfFile(rows), bitwardenFile(rows)])
      await expect(readImport(file, importPorts)).rejects.toThrow(refusal('file.too-many'))
  })
})

describe('rows and accounts', () => {
  const login = (username: string, parts: object = {}, name = 'Perch'): object =>
    bitwardenLogin({ username, uris: [{ uri: 'https://perch.example' }], ...parts }, { name })
  const rowsOf = async (items: readonly object[]): Promise<(readonly number[])[]> => {
    const result = await readImport(bitwardenFile(items), importPorts)
    expectCounted(result)
    return result.accounts.map(({ rows }) => rows)
  }

  test('rows of one app and one username, as usernames are compared, are one account', async () => {
    const elsewhere = { uris: [{ uri: 'https://login.perch.example' }], password: 'pw' }
    expect(await rowsOf([login('ana'), login(' ANA ', elsewhere, 'Other')])).toEqual([[0, 1]])
  })

  test.each([
    ['another username', login('bo')],
    ['another app', login('ana', { uris: [{ uri: 'nest.example' }] })],
    ['another password', login('ana', { password: 'other' })],
    ['another code', login('ana', { totp: 'ABCD' })],
  ])('%s keeps them apart', async (_, other) => {
    const first = login('ana', { password: 'pw', totp: 'ABC' })
    expect(await rowsOf([first, other, first])).toEqual([[0, 2], [1]])
  })

  test('without a username nothing tells that two rows are one', async () => {
    expect(await rowsOf([login('', { password: 'a' }), login('', { password: 'a' })])).toEqual([
      [0],
      [1],
    ])
  })

  test('[C22] the same passkey twice is one, two keys under one ID are two accounts', async () => {
    const passkey = encodeCxfPasskey(realSource('x'))
    const other = { ...passkey, key: encodeCxfPasskey(realSource('y', { kind: 1 })).key }
    const item = (one: object): object => ({ title: 'Perch', credentials: [one] })
    const result = await readImport(
      cxfFile([item(passkey), item(passkey), item(other)]),
      importPorts,
    )
    expectCounted(result)
    expect(result.accounts.map(({ rows }) => rows)).toEqual([[0, 1], [2]])
    expect(result.notices).toEqual([{ row: 1, effect: 'incomplete', reason: 'passkey.duplicate' }])
  })

  test('texts, labels, hosts and dates add up', async () => {
    const date = (day: number) => ({
      creationDate: `2024-01-0${day}`,
      revisionDate: `2024-02-0${day}`,
    })
    const one = bitwardenLogin(
      { username: 'ana', uris: [{ uri: 'a.perch.example' }] },
      { ...date(2), notes: 'n', folderId: 'f1' },
    )
    const two = bitwardenLogin(
      { username: 'ana', password: 'pw', uris: [{ uri: 'b.perch.example' }] },
      { ...date(1), notes: 'n\nm', favorite: true },
    )
    const { accounts } = await readImport(bitwardenFile([one, two]), importPorts)
    const [merged] = loginsOf(accounts)
    expect(opened(merged!)).toMatchObject({
      password: 'pw',
      notes: 'n\nn\nm',
      labels: ['Work', 'Favourite'],
      hosts: ['a.perch.example', 'b.perch.example'],
    })
    expect([merged?.createdAt, merged?.modifiedAt]).toEqual([
      Date.UTC(2024, 0, 1),
      Date.UTC(2024, 1, 2),
    ])
  })

  test('more passkeys, addresses or text than an account may have are told', async () => {
    const passkey = encodeCxfPasskey(realSource('x'))
    const many = Array.from({ length: TRANSFER_LIMITS.passkeys + 1 }, (_, i) => ({
      ...passkey,
      credentialId: Buffer.from(String(i)).toString('base64url'),
    }))
    const urls = Array.from({ length: TRANSFER_LIMITS.hosts + 1 }, (_, i) => `h${i}.example`)
    const note = { type: 'note', content: 'x'.repeat(TRANSFER_LIMITS.text) }
    const basic = { type: 'basic-auth', username: 'ana' }
    const items = [
      { title: 'a', credentials: many },
      { title: 'b', credentials: [basic], scope: { urls } },
      { title: 'c', credentials: [basic, note] },
    ]
    const result = await readImport(cxfFile(items), importPorts)
    expectCounted(result)
    const [first, second] = loginsOf(result.accounts)
    expect(first?.passkeys).toHaveLength(TRANSFER_LIMITS.passkeys)
    expect(second?.fields.hosts).toHaveLength(TRANSFER_LIMITS.hosts)
    expect(second?.secrets.notes.reveal()).toBe(`Address: h${TRANSFER_LIMITS.hosts}.example`)
    expect(result.notices.map(({ row, reason }) => [row, reason])).toEqual([
      [0, 'passkey.too-many'],
      [2, 'row.too-large'],
    ])
  })

  test('[C100] every row is an account or has its notice, whatever is in it', async () => {
    const scrap = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.string(),
      fc.constant([]),
      fc.constant({}),
    )
    const item = fc.oneof(
      scrap,
      fc.record(
        {
          type: fc.constantFrom(1, 2, '1'),
          name: scrap,
          deletedDate: fc.constantFrom(null, 'x'),
          login: fc.oneof(
            scrap,
            fc.record({
              username: fc.constantFrom('ana', 'ANA', 'bo', '', 7),
              password: fc.constantFrom('', 'p', 'q', null),
              uris: fc.constantFrom(
                null,
                [{ uri: 'perch.example' }],
                [{ uri: 'nest.example' }],
                [3],
              ),
              fido2Credentials: fc.constantFrom([], [{}], [null], 'x'),
            }),
          ),
        },
        { requiredKeys: ['type'] },
      ),
    )
    const files = fc.array(item, { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(files, async (items) => {
        const file = jsonFile({ encrypted: false, items })
        const result = await readImport(file, importPorts)
        expect(result.rows).toBe(items.length)
        expectCounted(result)
      }),
    )
  })

  test('ten thousand logins, and as many of one app and name, cost no more than their number', async () => {
    const items = (username: (i: number) => string): object[] =>
      Array.from({ length: 10_000 }, (_, i) => login(username(i), { password: `p${i}` }))
    const different = await rowsOf(items((i) => `user${i}`))
    expect(different).toHaveLength(10_000)
    expect(await rowsOf(items(() => 'ana'))).toHaveLength(10_000)
  })
})

describe('imported logins', () => {
  test('become accounts whose passkeys sign', async () => {
    const sources = [realSource('a'), realSource('b', { kind: 1 }), realSource('c', { kind: 2 })]
    const credentials = sources.map((source) => encodeCxfPasskey(source))
    const file = cxfFile([{ title: 'Perch', credentials }])
    const [login] = loginsOf((await readImport(file, importPorts)).accounts)
    const { profile, secrets } = loginContent(login!, EDIT)
    expect(profile.username.value).toBe('ana')
    for (const [kind, [key, passkey]] of [...profile.passkeys].entries())
      await expectSigns(toCredentialSource(passkey, secrets.passkeys.get(key)), kind)
    expect(profile.passkeys.size).toBe(3)
  })

  test('any text that a file can hold makes content that can be stored', async () => {
    const passkey = {
      ...encodeCxfPasskey(realSource('a')),
      username: '\ud800',
      userDisplayName: '\udc00\u0000',
    }
    const file = encodeUtf8(
      JSON.stringify({
        version: { major: 1 },
        accounts: [{ items: [{ title: 'x\ud800', tags: ['\udfff'], credentials: [passkey] }] }],
      }),
    )
    const [login] = loginsOf((await readImport(file, importPorts)).accounts)
    expect(login?.fields.appName).toBe('x\ufffd')
    expect(login?.passkeys[0]?.userName).toBe('\ufffd')
    expect(encodeAccount(loginContent(login!, EDIT)).length).toBeGreaterThan(0)
  })

  test('print nothing secret', async () => {
    const parts = { notes: 'marker-n' }
    const item = bitwardenLogin({ username: 'ana', password: 'marker-p', totp: 'MARKER' }, parts)
    const result = await readImport(bitwardenFile([item]), importPorts)
    expect(`${inspect(result, { depth: 9 })}${JSON.stringify(result)}`).not.toMatch(/marker/i)
  })
})

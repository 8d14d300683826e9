import { decodeUtf8, encodeBase64url } from '@keyward/codec'
import { sharedJson } from '@keyward/testkit'
import { encodeCxfPasskey } from '@keyward/webauthn/exchange'
import { describe, expect, test } from 'vitest'
import { deleteAccount } from '../../accounts/edits/account.ts'
import { deletePasskey, renamePasskey } from '../../accounts/edits/passkeys.ts'
import {
  accountWith,
  EDIT,
  expectSigns,
  idOf,
  loginsOf,
  opened,
  plain,
  realSource,
  seedsOf,
} from '../cases/accounts.ts'
import { expectCounted } from '../cases/expect-counted.ts'
import { cxfFile, jsonFile } from '../cases/json-file.ts'
import { exportPorts, importPorts } from '../cases/ports.ts'
import { readImport } from '../read-import.ts'
import { writeExport } from '../write-export.ts'

const field = (value: string): object => ({ fieldType: 'string', value })
const basic = { type: 'basic-auth', username: field('ana'), password: field('pw') }

describe('the exchange format read', () => {
  const example = sharedJson('data/exports/bw-sdk-cxf_example.json')
  test.each(example === undefined ? [] : [{ example }])(
    '[C101] the published example: two logins, and a notice for each other item',
    async ({ example: file }) => {
      const result = await readImport(jsonFile(file), importPorts)
      expectCounted(result)
      const [hub, webauthn] = loginsOf(result.accounts)
      expect(opened(hub!)).toMatchObject({
        appName: 'GitHub Login',
        username: 'johndoe',
        password: 'securepassword123',
        hosts: ['github.com'],
        labels: ['development', 'git', 'work', 'Work Accounts'],
        oneTimeCodeSeed: expect.stringMatching(/^otpauth:.*JBSWY3DPEHPK3PXP.*SHA256/),
      })
      expect(hub?.createdAt).toBe(1_705_142_400_000)
      expect(webauthn?.passkeys[0]).toMatchObject({ rpId: 'webauthn.io', userName: 'johndoe' })
      expect(webauthn?.passkeys[0]?.prfSeeds).toBeDefined()
      expect(result.accounts).toHaveLength(2)
      expect(result.notices.filter(({ effect }) => effect === 'left-out')).toHaveLength(
        result.rows - 2,
      )
    },
  )

  test('what has no place of its own goes to the notes, and other kinds get a notice', async () => {
    const credentials = [
      basic,
      { ...basic, password: field('second') },
      { type: 'note', content: field('remember') },
      { type: 'custom-fields', label: 'More', fields: [{ ...field('blue'), label: 'Colour' }] },
      { type: 'credit-card', number: field('4111') },
      { type: 'constructor' },
      'nonsense',
    ]
    const scope = {
      urls: ['https://perch.example/login', 'androidapp://x'],
      androidApps: [{ bundleId: 'com.perch' }],
    }
    const item = { id: 'i', title: 'Perch', scope, credentials, favorite: true, tags: [] }
    const collections = [
      { title: 'Team', items: [], subCollections: [{ title: 'Social', items: [{ item: 'i' }] }] },
    ]
    const result = await readImport(cxfFile([item], collections), importPorts)
    expect(opened(loginsOf(result.accounts)[0]!)).toEqual({
      appName: 'Perch',
      username: 'ana',
      displayName: '',
      password: 'pw',
      oneTimeCodeSeed: '',
      notes:
        'Address: androidapp://x\nAndroid app: com.perch\nUsername: ana\nPassword: second\n' +
        'remember\nMore\nColour: blue',
      rpIds: ['perch.example'],
      hosts: ['perch.example'],
      labels: ['Team/Social', 'Favourite'],
      passkeys: 0,
      rows: [0],
    })
    expect(result.notices).toEqual([
      { row: 0, effect: 'incomplete', reason: 'part.kind', part: 4 },
      { row: 0, effect: 'incomplete', reason: 'part.kind', part: 5 },
      { row: 0, effect: 'incomplete', reason: 'part.malformed', part: 6 },
    ])
  })

  test('[C100] a passkey that can not be read is named, the others of its item stay', async () => {
    const good = encodeCxfPasskey(realSource('good'))
    const keyless = { ...good, credentialId: 'BBBB', key: 'AAAA' }
    const handleless = { ...good, credentialId: 'CCCC', userHandle: '' }
    const blob = { ...good, credentialId: 'DDDD', fido2Extensions: { credBlob: 'AAAA' } }
    const item = { title: 'Perch', credentials: [good, keyless, handleless, good, blob] }
    const result = await readImport(cxfFile([item]), importPorts)
    expect(result.accounts).toHaveLength(1)
    expect(loginsOf(result.accounts)[0]?.passkeys).toHaveLength(2)
    expect(result.notices.map(({ reason, part }) => [reason, part])).toEqual([
      ['passkey.key', 1],
      ['passkey.malformed', 2],
      ['passkey.duplicate', 3],
      ['passkey.extension', 4],
    ])
  })

  test('[C97] null, an empty list and a missing member mean the same', async () => {
    const bare = { title: 'Perch', credentials: [basic] }
    const nulls = { ...bare, scope: null, tags: null, creationAt: null, favorite: null }
    const lists = { ...bare, scope: { urls: [], androidApps: null }, tags: [] }
    for (const item of [bare, nulls, lists]) {
      const { accounts, notices } = await readImport(cxfFile([item], []), importPorts)
      expect([opened(loginsOf(accounts)[0]!), notices]).toEqual([
        expect.objectContaining({ username: 'ana', labels: [], hosts: [], notes: '' }),
        [],
      ])
    }
  })

  test.each([
    ['a later version', { version: { major: 2 }, accounts: [] }, 'format.version'],
    ['no list of accounts', { version: { major: 1 }, accounts: {} }, 'file.malformed'],
    ['an account that is none', { version: { major: 1 }, accounts: [1] }, 'file.malformed'],
  ])('%s is refused', async (_, file, rule) => {
    const refusal = expect.objectContaining({ name: 'TransferError', rule })
    await expect(readImport(jsonFile(file), importPorts)).rejects.toThrow(refusal)
  })
})

describe('[C101] the exchange format written and read again', () => {
  test('every kind of passkey signs, with seeds, counters, flags and IDs of 1,023 bytes', async () => {
    const long = { id: new Uint8Array(1023).fill(7), signCount: 9, prfSeeds: seedsOf('long') }
    const sources = [
      realSource('es256', long),
      realSource('eddsa', { kind: 1, backupEligible: false, backupState: false }),
      realSource('rs256', { kind: 2, credProtect: 3, rpName: 'Perch', createdAt: 5000 }),
    ]
    const content = accountWith({ appName: 'Perch', username: 'ana' }, ...sources)
    const file = await writeExport('cxf', [{ accountId: idOf('a'), content }], exportPorts())
    expect(file.notices).toEqual([])
    const result = await readImport(file.bytes, importPorts)
    expect(result.notices).toEqual([])
    const [login] = loginsOf(result.accounts)
    expect(login?.passkeys.map((one) => plain(one))).toEqual(sources.map((one) => plain(one)))
    for (const [kind, source] of (login?.passkeys ?? []).entries()) await expectSigns(source, kind)
  })

  test('the fields come back', async () => {
    const fields = {
      appName: 'Perch',
      username: 'ana',
      displayName: '',
      password: 'pa"ss\u0001',
      oneTimeCodeSeed: 'JBSWY3DPEHPK3PXP',
      notes: 'line\r\nline',
      rpIds: ['perch.example'],
      labels: ['A', 'Favourite'],
      hosts: ['perch.example'],
    }
    const account = { accountId: idOf('a'), content: accountWith(fields) }
    const { bytes, notices } = await writeExport('cxf', [account], exportPorts())
    expect(notices).toEqual([])
    const [login] = loginsOf((await readImport(bytes, importPorts)).accounts)
    expect(opened(login!)).toEqual({ ...fields, passkeys: 0, rows: [0] })
    expect(login?.modifiedAt).toBe(EDIT.at)
  })

  test('what it can not hold is told, row by row', async () => {
    const source = realSource('one')
    const { privateKey: _, ...keyless } = realSource('two')
    const both = accountWith(
      {
        username: 'ana',
        displayName: 'Ana',
        password: 'x',
        hosts: ['a.example'],
        rpIds: ['b.example'],
        oneTimeCodeSeed: 'steam://x',
      },
      source,
      keyless,
      realSource('three'),
    )
    const renamed = renamePasskey(both, source.id, 'Phone', EDIT)
    const content = deletePasskey(renamed, realSource('three').id, EDIT)
    const accounts = [
      { accountId: idOf('a'), content },
      { accountId: idOf('b'), content: deleteAccount(accountWith({}), EDIT) },
      { accountId: idOf('c'), content: accountWith({ username: 'c' }) },
    ]
    const { bytes, notices } = await writeExport('cxf', accounts, exportPorts())
    const reasons = notices.filter(({ row }) => row === 0).map(({ reason }) => reason)
    expect(reasons.toSorted()).toEqual([
      'display-name',
      'hosts',
      'one-time-code',
      'passkey.deleted',
      'passkey.name',
      'passkey.no-key',
    ])
    expect(notices.filter(({ row }) => row > 0)).toEqual([
      { row: 1, effect: 'left-out', reason: 'row.deleted' },
    ])
    expect(decodeUtf8(bytes)).not.toContain(encodeBase64url(keyless.id))
    expect((await readImport(bytes, importPorts)).rows).toBe(2)
  })
})

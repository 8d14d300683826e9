import { decodeUtf8 } from '@keyward/codec'
import { sharedJson } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import {
  accountWith,
  expectSigns,
  idOf,
  loginsOf,
  opened,
  plain,
  realSource,
  seedsOf,
} from '../cases/accounts.ts'
import { expectCounted } from '../cases/expect-counted.ts'
import { bitwardenFile, bitwardenLogin, jsonFile } from '../cases/json-file.ts'
import { exportPorts, importPorts, NOW } from '../cases/ports.ts'
import { readImport } from '../read-import.ts'
import { writeExport } from '../write-export.ts'
import { encodeBitwardenPasskey } from './passkey.ts'

describe('a Bitwarden export read', () => {
  const example = sharedJson('data/exports/bw-sdk-json_export.json')
  test.each(example === undefined ? [] : [{ example }])(
    'the published example: one login, and a notice for each other item',
    async ({ example: file }) => {
      const result = await readImport(jsonFile(file), importPorts)
      expectCounted(result)
      expect(loginsOf(result.accounts).map((login) => opened(login))).toEqual([
        {
          appName: 'Bitwarden',
          username: 'test@bitwarden.com',
          displayName: '',
          password: 'asdfasdfasdf',
          oneTimeCodeSeed: 'ABC',
          notes: 'My note\nText: A\nHidden: B\nBoolean (true): true\nBoolean (false): false',
          rpIds: ['vault.bitwarden.com'],
          hosts: ['vault.bitwarden.com'],
          labels: ['Important', 'Favourite'],
          passkeys: 0,
          rows: [0],
        },
      ])
      expect(result.notices.map(({ row, reason }) => [row, reason])).toEqual([
        [0, 'part.kind'],
        [1, 'row.kind'],
        [2, 'row.kind'],
        [3, 'row.kind'],
        [4, 'row.kind'],
      ])
    },
  )

  test('dates, history, the bin, addresses that are none, codes of every kind', async () => {
    const uris = [
      { uri: 'perch.example', match: null },
      { uri: '^https://.*', match: 4 },
      { uri: 'https://never.example', match: 5 },
    ]
    const dates = { creationDate: '2024-01-30T11:23:54.416Z', revisionDate: 'yesterday' }
    const login = { username: 'ana', password: null, uris, totp: 'steam://ABC' }
    const items = [
      bitwardenLogin(login, { ...dates, folderId: 'f1', passwordHistory: [{ password: 'old' }] }),
      bitwardenLogin(login, { deletedDate: '2024-01-30T11:23:54.416Z' }),
      bitwardenLogin({}),
      { type: 1 },
      7,
    ]
    const result = await readImport(bitwardenFile(items), importPorts)
    expectCounted(result)
    const [only] = loginsOf(result.accounts)
    expect(opened(only!)).toMatchObject({
      hosts: ['perch.example'],
      labels: ['Work'],
      notes: 'Address: ^https://.*\nAddress: https://never.example',
      oneTimeCodeSeed: 'steam://ABC',
    })
    expect([only?.createdAt, only?.modifiedAt]).toEqual([1_706_613_834_416, undefined])
    expect(result.notices.map(({ row, reason }) => [row, reason])).toEqual([
      [0, 'history'],
      [1, 'row.deleted'],
      [2, 'row.no-login'],
      [3, 'row.malformed'],
      [4, 'row.malformed'],
    ])
  })

  test.each([
    ['an encrypted export', { encrypted: true, data: '2.x' }, 'format.encrypted'],
    ['an export without items', { encrypted: false, items: 'x' }, 'file.malformed'],
  ])('%s is refused', async (_, file, rule) => {
    const refusal = expect.objectContaining({ name: 'TransferError', rule })
    await expect(readImport(jsonFile(file), importPorts)).rejects.toThrow(refusal)
  })
})

describe('[C100] a Bitwarden export written and read again', () => {
  test('all passkeys of an account that Bitwarden can have sign, in one account again', async () => {
    const sources = [
      realSource('a', { rpName: 'Perch', createdAt: 5000 }),
      realSource('b', {
        id: new Uint8Array(64).fill(3),
        signCount: 4,
        rpName: 'Perch',
        createdAt: 7000,
      }),
    ]
    const fields = {
      appName: 'Perch',
      username: 'ana',
      password: 'pw',
      notes: 'n',
      oneTimeCodeSeed: 'JBSW',
      hosts: ['perch.example'],
      labels: ['Work', 'Favourite'],
    }
    const content = accountWith(fields, ...sources)
    const { bytes, notices } = await writeExport(
      'bitwarden',
      [{ accountId: idOf('a'), content }],
      exportPorts(),
    )
    expect(notices).toEqual([])
    const result = await readImport(bytes, importPorts)
    expectCounted(result)
    const [login, ...others] = loginsOf(result.accounts)
    expect(others).toEqual([])
    expect(opened(login!)).toMatchObject({ ...fields, passkeys: 2, rows: [0, 1] })
    expect(login?.passkeys.map((one) => plain(one))).toEqual(sources.map((one) => plain(one)))
    for (const source of login?.passkeys ?? []) await expectSigns(source)
  })

  test('what it can not hold is told, and stays out of the file', async () => {
    const content = accountWith(
      { username: 'ana', labels: ['A', 'B'] },
      realSource('a', { prfSeeds: seedsOf('a') }),
      realSource('b', { kind: 1 }),
      realSource('c', { backupState: false }),
    )
    const account = { accountId: idOf('a'), content }
    const { bytes, notices } = await writeExport('bitwarden', [account], exportPorts())
    expect(notices.map(({ reason }) => reason).toSorted()).toEqual([
      'labels',
      'passkey.algorithm',
      'passkey.flags',
      'passkey.prf',
    ])
    const { accounts } = await readImport(bytes, importPorts)
    expect(loginsOf(accounts)[0]?.passkeys).toHaveLength(2)
  })

  test('an ID of 16 bytes is written as a GUID, others as base64url', () => {
    const guid = realSource('x', { id: Uint8Array.from({ length: 16 }, (_, i) => i) })
    expect(encodeBitwardenPasskey(guid, NOW)).toMatchObject({
      credentialId: '00010203-0405-0607-0809-0a0b0c0d0e0f',
    })
    const other = realSource('x', { id: new Uint8Array([251, 255]) })
    expect(encodeBitwardenPasskey(other, NOW)).toMatchObject({ credentialId: 'b64.-_8' })
  })

  test('it is JSON that says it is not encrypted', async () => {
    const { bytes } = await writeExport('bitwarden', [], exportPorts())
    expect(JSON.parse(decodeUtf8(bytes))).toEqual({ encrypted: false, folders: [], items: [] })
  })
})

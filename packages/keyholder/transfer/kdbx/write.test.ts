import { nodeArgon2id } from '@keyward/vault/argon2/node'
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
import { exportPorts, importPorts } from '../cases/ports.ts'
import { readImport } from '../read-import.ts'
import { writeExport } from '../write-export.ts'

describe('[C100] a KeePass database written and read again', () => {
  test('every kind of passkey signs, in one account again', async () => {
    const seeds = seedsOf('one')
    const parts = { userDisplayName: '', createdAt: 1_700_000_000_000 }
    const sources = [
      realSource('es256', { ...parts, prfSeeds: seeds }),
      realSource('eddsa', { ...parts, kind: 1, id: new Uint8Array(1023).fill(5) }),
      realSource('rs256', { ...parts, kind: 2, backupState: false }),
    ]
    const fields = {
      appName: 'Perch & <Co>',
      username: 'ana',
      password: ' p\u0001w\r\n',
      notes: 'a\r\nb',
      oneTimeCodeSeed: 'JBSWY3DPEHPK3PXP',
      rpIds: ['a.example', 'b.example', 'perch.example'],
      hosts: ['a.example', 'b.example', 'perch.example'],
      labels: ['Team'],
    }
    const account = { accountId: idOf('a'), content: accountWith(fields, ...sources) }
    const { bytes, notices } = await writeExport('kdbx', [account], exportPorts())
    expect(notices).toEqual([{ row: 0, effect: 'incomplete', reason: 'passkey.prf', part: 0 }])
    const result = await readImport(bytes, importPorts)
    expectCounted(result)
    expect(result.notices).toEqual([])
    const [login, ...others] = loginsOf(result.accounts)
    expect(others).toEqual([])
    const { rpIds: _, ...kept } = fields
    expect(opened(login!)).toMatchObject({ ...kept, passkeys: 3, rows: [0, 1, 2] })
    const [es256, ...rest] = login?.passkeys ?? []
    expect(es256?.prfSeeds?.reveal().withVerification).toEqual(seeds.reveal().withVerification)
    expect(rest.map((one) => plain(one))).toEqual(sources.slice(1).map((one) => plain(one)))
    for (const [kind, one] of (login?.passkeys ?? []).entries()) await expectSigns(one, kind)
  })

  test('it opens with the real Argon2id at the cost that every passphrase has', async () => {
    const content = accountWith({ username: 'ana' })
    const account = { accountId: idOf('a'), content }
    const ports = { ...exportPorts(), argon2id: nodeArgon2id }
    const { bytes } = await writeExport('kdbx', [account], ports)
    const { accounts } = await readImport(bytes, { ...importPorts, argon2id: nodeArgon2id })
    expect(accounts).toHaveLength(1)
  })

  test('what it can not hold is told', async () => {
    const content = accountWith(
      { appName: 'tab\there', username: 'ana', labels: ['a;b'] },
      realSource('a', { signCount: 3 }),
    )
    const account = { accountId: idOf('a'), content }
    const { notices } = await writeExport('kdbx', [account], exportPorts())
    expect(notices.map(({ reason }) => reason)).toEqual([
      'labels',
      'text',
      'display-name',
      'passkey.flags',
    ])
  })
})

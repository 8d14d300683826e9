import { readFileSync } from 'node:fs'
import { decodeUtf8, encodeCbor, encodeUtf8 } from '@keyward/codec'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { wasmArgon2id } from '@keyward/vault/argon2/wasm'
import { describe, expect, test } from 'vitest'
import { encodeAccount } from '../../accounts/cases/fixtures.ts'
import { encodeProfile } from '../../accounts/content/profile.ts'
import { Secret } from '../../accounts/content/secret.ts'
import { encodeSecrets } from '../../accounts/content/secrets.ts'
import { idOf } from '../cases/accounts.ts'
import { expectCounted } from '../cases/expect-counted.ts'
import {
  bytesOf,
  frozenAccounts,
  fullAccount,
  makeFrozen,
  makeMustFail,
  type MustFail,
} from '../cases/frozen.ts'
import { exportPorts, importPorts } from '../cases/ports.ts'
import { TransferError } from '../error.ts'
import type { ImportedContent } from '../imports/imported.ts'
import type { JsonObject } from '../imports/json.ts'
import { readImport } from '../read-import.ts'
import { type ExportAccount, writeExport } from '../write-export.ts'
import { parseContent } from './content.ts'
import { encodeSealedFile, parseSealedFile, type SealedFile } from './envelope.ts'

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as T
}

const frozen = read<{ file: string }>('export-v1.json').file
const mustFail = read<{ vectors: readonly MustFail[] }>('must-fail-v1.json').vectors
const realPorts = { ...importPorts, argon2id: nodeArgon2id }

const account = { accountId: idOf('one'), content: fullAccount() }
const fileOf = async (accounts: readonly ExportAccount[] = [account]): Promise<Uint8Array> =>
  (await writeExport('keyward', accounts, exportPorts())).bytes

function refusal(rule: string): unknown {
  return expect.objectContaining({ name: 'TransferError', rule })
}

describe('the encrypted export', () => {
  test('[C100] brings back every account whole: history, deleted parts, unknown members', async () => {
    const deleted = frozenAccounts()[1] as ExportAccount & { content: never }
    const result = await readImport(await fileOf([account, deleted]), importPorts)
    expectCounted(result)
    expect(result.notices).toEqual([])
    const contents = result.accounts as ImportedContent[]
    expect(contents.map(({ accountId }) => accountId)).toEqual([
      account.accountId,
      deleted.accountId,
    ])
    expect(contents.map(({ content }) => encodeAccount(content))).toEqual(
      [account.content, deleted.content].map((content) => encodeAccount(content)),
    )
  })

  test('an account that only a later version can read stays as it is', async () => {
    const profile = encodeCbor(new Map([['v', 2]]))
    const secrets = new Secret(encodeSecrets(account.content.secrets))
    const raw = { accountId: idOf('raw'), raw: { profile, secrets } }
    const result = await readImport(await fileOf([raw, account]), importPorts)
    expectCounted(result)
    const [first] = result.accounts
    expect(first).toMatchObject({ kind: 'unreadable', accountId: raw.accountId, raw: { profile } })
    expect(first?.kind === 'unreadable' && first.raw.secrets.reveal()).toEqual(secrets.reveal())
    expect(result.notices).toEqual([{ row: 0, effect: 'incomplete', reason: 'row.unreadable' }])
  })

  test('no account is no fault', async () => {
    const { rows, accounts } = await readImport(await fileOf([]), importPorts)
    expect([rows, accounts]).toEqual([0, []])
  })

  test('what is secret is not in the file, and no two files are alike', async () => {
    const text = decodeUtf8(await fileOf())
    const { bytes } = await writeExport('keyward', [account], exportPorts('another'))
    const other = JSON.parse(decodeUtf8(bytes)) as Record<string, unknown>
    const one = JSON.parse(text) as Record<string, unknown>
    for (const member of ['nonce', 'sealed', 'digest']) expect(one[member]).not.toBe(other[member])
    expect(text).not.toMatch(/newer|perch|ana2/i)
  })

  test('the same passphrase opens it however it is composed', async () => {
    const ports = { ...exportPorts(), passphrase: 'cafe\u0301 na\u00efve' }
    const { bytes } = await writeExport('keyward', [account], ports)
    const typed = { ...importPorts, passphrase: 'caf\u00e9 nai\u0308ve' }
    expect((await readImport(bytes, typed)).accounts).toHaveLength(1)
  })

  test('without a passphrase nothing is written or read', async () => {
    const { passphrase: _, ...ports } = exportPorts()
    await expect(writeExport('keyward', [account], ports)).rejects.toThrow(
      refusal('passphrase.missing'),
    )
    await expect(readImport(await fileOf(), { ...importPorts, passphrase: '' })).rejects.toThrow(
      refusal('passphrase.missing'),
    )
  })

  test('a wrong passphrase is told apart from a damaged file', async () => {
    const bytes = await fileOf()
    const wrong = readImport(bytes, { ...importPorts, passphrase: 'three correct horse' })
    await expect(wrong).rejects.toThrow(refusal('passphrase.wrong'))
    const damaged = encodeUtf8(decodeUtf8(bytes).replace(/"sealed":"..../, '"sealed":"AAAA'))
    await expect(readImport(damaged, importPorts)).rejects.toThrow(refusal('file.damaged'))
  })
})

describe('version 1', () => {
  test('is what is still written', async () => {
    expect(await makeFrozen()).toBe(frozen)
  })

  test('opens, with either implementation of Argon2id', async () => {
    for (const argon2id of [nodeArgon2id, wasmArgon2id]) {
      const { accounts } = await readImport(bytesOf(frozen), { ...importPorts, argon2id })
      const contents = accounts.map((one) => one.kind === 'content' && encodeAccount(one.content))
      const before = frozenAccounts().map((one) => 'content' in one && encodeAccount(one.content))
      expect(contents).toEqual(before)
    }
  })

  test('every changed copy is one that is still made', () => {
    expect(makeMustFail(frozen)).toEqual(mustFail)
    expect(mustFail.length).toBeGreaterThan(15)
  })

  test.each(mustFail)('$name: $rule', async ({ file, rule }) => {
    await expect(readImport(bytesOf(file), realPorts)).rejects.toThrow(refusal(rule))
  })

  test('a change with a digest made to fit does not open either, wherever it is', async () => {
    const file = parseSealedFile(JSON.parse(decodeUtf8(await fileOf())) as JsonObject)
    const { header, sealed } = file
    const others: SealedFile[] = [0, 1, 40, sealed.length - 16, sealed.length - 1].map((at) => ({
      header,
      sealed: sealed.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    }))
    const cost = { ...header.cost, iterations: 1 }
    others.push({ header: { ...header, cost }, sealed })
    others.push({ header: { ...header, nonce: header.nonce.map((byte) => byte ^ 1) }, sealed })
    others.push({ header: { ...header, salt: header.salt.map((byte) => byte ^ 1) }, sealed })
    for (const other of others) {
      const opening = readImport(encodeSealedFile(other), importPorts)
      await expect(opening).rejects.toThrow(refusal('passphrase.wrong'))
    }
  })
})

describe('content', () => {
  const profile = encodeProfile(account.content.profile)
  const secrets = encodeSecrets(account.content.secrets)
  const id = new Uint8Array(16)
  const content = (accounts: unknown, v = 1): Uint8Array =>
    encodeCbor(
      new Map<string, never>([
        ['v', v as never],
        ['accounts', accounts as never],
      ]),
    )

  test('rows that are none, or of an account that was there, are left out by name', () => {
    const rows = [
      [id, profile, secrets],
      [id, profile, secrets],
      'x',
      [id, profile],
      [new Uint8Array(3), profile, secrets],
    ]
    const { accounts, notices } = parseContent(content(rows))
    expect(accounts).toHaveLength(1)
    expect(notices.sorted().map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'row.duplicate'],
      [2, 'row.malformed'],
      [3, 'row.malformed'],
      [4, 'row.malformed'],
    ])
  })

  test.each([
    ['a later version', content([], 2), 'format.version'],
    ['no version', content([], 0), 'file.malformed'],
    ['no list', content('x'), 'file.malformed'],
    ['no map', encodeCbor(1), 'file.malformed'],
    ['no CBOR', new Uint8Array([0xff]), 'file.malformed'],
  ])('%s is refused', (_, bytes, rule) => {
    expect(() => parseContent(bytes)).toThrow(refusal(rule))
    expect(() => parseContent(bytes)).toThrow(TransferError)
  })
})

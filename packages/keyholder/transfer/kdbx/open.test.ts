import { gzipSync } from 'node:zlib'
import { concatBytes, decodeBase64url, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { sharedJson } from '@keyward/testkit'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nodeArgon2d } from '../argon2d/node.ts'
import { wasmArgon2d } from '../argon2d/wasm.ts'
import { expectSigns, loginsOf, opened, realSource } from '../cases/accounts.ts'
import { expectCounted } from '../cases/expect-counted.ts'
import { foreignDatabase } from '../cases/kdbx.ts'
import { importPorts } from '../cases/ports.ts'
import { type ImportPorts, readImport } from '../read-import.ts'
import { inflate } from './inflate.ts'
import { loadKdbxweb } from './library.ts'
import { toPem } from './pem.ts'

function refusal(rule: string): unknown {
  return expect.objectContaining({ name: 'TransferError', rule })
}

const source = realSource('keepass', { backupEligible: false, backupState: false })
const pem = toPem(source.privateKey?.exportPkcs8() ?? new Uint8Array())
const PASSKEY = {
  Title: 'Perch',
  UserName: 'ana',
  URL: 'https://perch.example',
  KPEX_PASSKEY_CREDENTIAL_ID: 'Zm9v',
  KPEX_PASSKEY_PRIVATE_KEY_PEM: pem,
  KPEX_PASSKEY_RELYING_PARTY: 'perch.example',
  KPEX_PASSKEY_USERNAME: 'ana@perch',
  KPEX_PASSKEY_USER_HANDLE: 'YmFy',
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a KeePass database read', () => {
  test('fields, groups, tags, addresses and codes', async () => {
    const db = await foreignDatabase()
    const work = db.kdbx.createGroup(db.group, 'Work')
    const social = db.kdbx.createGroup(work, 'Social')
    const entry = db.add(
      {
        Title: 'Perch',
        UserName: 'ana',
        Password: 'pw',
        URL: 'perch.example',
        Notes: 'n',
        KP2A_URL: 'https://b.example',
        KP2A_URL_1: 'androidapp://x',
        Colour: 'blue',
        otp: 'otpauth://totp/?secret=JBSW&digits=8',
      },
      social,
    )
    entry.tags = ['one', 'two']
    entry.times.creationTime = new Date(1_700_000_000_000)
    db.add({ UserName: 'b', 'TOTP Seed': 'JBSW', 'TOTP Settings': '60;8' })
    db.add({ UserName: 'c', 'TimeOtp-Secret-Base32': 'JBSW', 'TimeOtp-Algorithm': 'HMAC-SHA-512' })
    db.add({ UserName: 'd', otp: 'key=unknown' })
    db.add({ Title: 'only a title' })
    const result = await readImport(await db.save(), importPorts)
    expectCounted(result)
    const logins = loginsOf(result.accounts)
    expect(logins.map(({ secrets }) => secrets.oneTimeCodeSeed.reveal())).toEqual([
      'otpauth://totp/?secret=JBSW&algorithm=SHA1&digits=8&period=60',
      'otpauth://totp/?secret=JBSW&algorithm=SHA512&digits=6&period=30',
      '',
      'otpauth://totp/?secret=JBSW&algorithm=SHA1&digits=8&period=30',
    ])
    expect(opened(logins.at(-1)!)).toMatchObject({
      appName: 'Perch',
      username: 'ana',
      password: 'pw',
      notes: 'n\nAddress: androidapp://x\nColour: blue',
      hosts: ['perch.example', 'b.example'],
      labels: ['Work/Social', 'one', 'two'],
    })
    expect(logins.at(-1)?.createdAt).toBe(1_700_000_000_000)
    expect(opened(logins[2]!)['notes']).toBe('otp: key=unknown')
    expect(result.notices).toEqual([{ row: 3, effect: 'left-out', reason: 'row.no-login' }])
  })

  test('the bin, history and attachments are told', async () => {
    const db = await foreignDatabase()
    const binned = db.add({ UserName: 'gone' })
    db.kdbx.remove(binned)
    const entry = db.add({ UserName: 'ana' })
    entry.pushHistory()
    entry.binaries.set('a.txt', await db.kdbx.createBinary(new ArrayBuffer(3)))
    const result = await readImport(await db.save(), importPorts)
    expectCounted(result)
    expect(result.notices.map(({ effect, reason }) => [effect, reason]).toSorted()).toEqual([
      ['incomplete', 'attachment'],
      ['incomplete', 'history'],
      ['left-out', 'row.deleted'],
    ])
  })

  test('[C100] password and passkey of one account in two entries become one account', async () => {
    const db = await foreignDatabase()
    db.add({ Title: 'Perch', UserName: 'ANA', Password: 'pw', URL: 'https://login.perch.example' })
    db.add(PASSKEY)
    const result = await readImport(await db.save(), importPorts)
    expectCounted(result)
    const [login, ...others] = loginsOf(result.accounts)
    expect(others).toEqual([])
    expect(opened(login!)).toMatchObject({
      username: 'ANA',
      password: 'pw',
      passkeys: 1,
      rows: [0, 1],
    })
    const [passkey] = login?.passkeys ?? []
    expect(passkey).toMatchObject({
      rpId: 'perch.example',
      userName: 'ana@perch',
      id: encodeUtf8('foo'),
    })
    await expectSigns(passkey!)
  })

  test.each([
    ['none, as KeePassXC wrote at first', {}, [false, false]],
    ['1', { KPEX_PASSKEY_FLAG_BE: '1', KPEX_PASSKEY_FLAG_BS: '1' }, [true, true]],
    ['true', { KPEX_PASSKEY_FLAG_BE: 'true', KPEX_PASSKEY_FLAG_BS: '0' }, [true, false]],
    ['backed up and not eligible', { KPEX_PASSKEY_FLAG_BS: '1' }, [false, false]],
  ])('the flags of a passkey: %s', async (_, flags, [eligible, state]) => {
    const db = await foreignDatabase()
    db.add({ ...PASSKEY, ...flags })
    const [login] = loginsOf((await readImport(await db.save(), importPorts)).accounts)
    expect(login?.passkeys[0]).toMatchObject({ backupEligible: eligible, backupState: state })
  })

  test('a passkey with its former names, one without a key, a seed that is none', async () => {
    const { KPEX_PASSKEY_CREDENTIAL_ID: id, KPEX_PASSKEY_USERNAME: name, ...rest } = PASSKEY
    const db = await foreignDatabase()
    db.add({ ...rest, KPEX_PASSKEY_GENERATED_USER_ID: id, KPXC_PASSKEY_USERNAME: name })
    db.add({ ...PASSKEY, UserName: 'b', KPEX_PASSKEY_PRIVATE_KEY_PEM: 'no key' })
    db.add({ ...PASSKEY, UserName: 'c', KPEX_PASSKEY_PRF: '!' })
    const { accounts, notices } = await readImport(await db.save(), importPorts)
    const [former, keyless, seedless] = loginsOf(accounts)
    expect(former?.passkeys[0]).toMatchObject({ id: encodeUtf8('foo'), userName: 'ana@perch' })
    expect([keyless?.passkeys.length, seedless?.passkeys.length]).toEqual([0, 1])
    expect(notices.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'passkey.malformed'],
      [2, 'passkey.extension'],
    ])
  })

  const vector = sharedJson('vectors/keepassxc-webauthnio.json') as
    | { rpId: string; credentialId_b64u: string; pkcs8_b64: string; get: Record<string, string> }
    | undefined
  test.each(vector === undefined ? [] : [vector])(
    'data-05: a real passkey of KeePassXC signs its real sign-in to the byte',
    async ({ rpId, credentialId_b64u, pkcs8_b64, get }) => {
      const db = await foreignDatabase()
      db.add({
        ...PASSKEY,
        KPEX_PASSKEY_RELYING_PARTY: rpId,
        KPEX_PASSKEY_CREDENTIAL_ID: credentialId_b64u,
        KPEX_PASSKEY_PRIVATE_KEY_PEM: toPem(Uint8Array.from(Buffer.from(pkcs8_b64, 'base64'))),
      })
      const [login] = loginsOf((await readImport(await db.save(), importPorts)).accounts)
      const [passkey] = login?.passkeys ?? []
      expect(passkey).toMatchObject({ rpId, id: decodeBase64url(credentialId_b64u) })
      const member = (name: string): Uint8Array => decodeBase64url(get[name] ?? '')
      const clientDataHash = sha256(member('clientDataJSON_b64u'))
      const message = concatBytes(member('authenticatorData_b64u'), clientDataHash)
      const noble = nobleBackend(() => new Uint8Array())
      const signature = await noble.sign(passkey!.privateKey!, message)
      expect(signature).toEqual(member('signature_rfc6979_b64u'))
    },
  )
})

describe('opening a KeePass database', () => {
  test('by the real Argon2d of Node.js and of hash-wasm, and by the older AES-KDF', async () => {
    const real: ImportPorts = { ...importPorts, argon2id: nodeArgon2id, argon2d: nodeArgon2d }
    const db = await foreignDatabase()
    db.add({ UserName: 'ana' })
    const library = await loadKdbxweb(real)
    const bytes = await db.save()
    for (const argon2d of [nodeArgon2d, wasmArgon2d])
      expect((await readImport(bytes, { ...real, argon2d })).accounts).toHaveLength(1)
    db.kdbx.header.setKdf(library.Consts.KdfId.Aes)
    expect((await readImport(await db.save(), real)).accounts).toHaveLength(1)
  })

  test('a wrong passphrase, a missing one, a missing Argon2d', async () => {
    const db = await foreignDatabase()
    db.add({ UserName: 'ana' })
    const bytes = await db.save()
    const { argon2d: _, ...without } = importPorts
    const cases = [
      [{ ...importPorts, passphrase: 'other' }, 'passphrase.wrong'],
      [{ ...importPorts, passphrase: '' }, 'passphrase.missing'],
      [without, 'passphrase.kdf'],
    ] as const
    for (const [ports, rule] of cases)
      await expect(readImport(bytes, ports)).rejects.toThrow(refusal(rule))
  })

  test.each([
    ['memory', 'Argon2d', 'M', 2 ** 41],
    ['passes', 'Argon2id', 'I', 2 ** 40],
    ['lanes', 'Argon2id', 'P', 4096],
    ['rounds', 'Aes', 'R', 100_000_001],
  ] as const)('too many %s of %s are refused before any is done', async (_, kdf, name, value) => {
    const { kdbx, library, save } = await foreignDatabase()
    const { UInt32, UInt64 } = library.VarDictionary.ValueType
    // Whoever made the file did not do the work either.
    library.CryptoEngine.setArgon2Impl(async () => new ArrayBuffer(32))
    if (kdf === 'Aes') vi.spyOn(crypto.subtle, 'encrypt').mockResolvedValue(new ArrayBuffer(48))
    kdbx.header.setKdf(library.Consts.KdfId[kdf])
    const number = name === 'P' ? value : library.Int64.from(value)
    kdbx.header.kdfParameters?.set(name, name === 'P' ? UInt32 : UInt64, number)
    const bytes = await save()
    await expect(readImport(bytes, importPorts)).rejects.toThrow(refusal('passphrase.cost'))
  })

  test('an older version, a cut-off file, a changed block', async () => {
    const old = await foreignDatabase()
    old.kdbx.setVersion(3)
    await expect(readImport(await old.save(), importPorts)).rejects.toThrow(
      refusal('format.version'),
    )
    const db = await foreignDatabase()
    db.add({ UserName: 'ana' })
    const bytes = await db.save()
    await expect(readImport(bytes.slice(0, -40), importPorts)).rejects.toThrow(
      refusal('file.damaged'),
    )
    bytes[bytes.length - 50]! ^= 1
    await expect(readImport(bytes, importPorts)).rejects.toThrow(refusal('file.damaged'))
  })

  test('the content is inflated with a limit, never by the library', async () => {
    const inflating = vi.spyOn(globalThis, 'DecompressionStream')
    const db = await foreignDatabase()
    await readImport(await db.save(), importPorts)
    expect(inflating).toHaveBeenCalledTimes(1)
    const bomb = Uint8Array.from(gzipSync(new Uint8Array(1_000_000)))
    expect(await inflate(bomb, 1_000_000)).toHaveLength(1_000_000)
    await expect(inflate(bomb, 999_999)).rejects.toThrow(refusal('file.too-large'))
    await expect(inflate(bomb.slice(0, -9), 1_000_000)).rejects.toThrow(refusal('file.malformed'))
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { encodeBase64url } from '@keyward/codec'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keyward } from '../../cases/keyward.ts'
import { creation, errorOf, request, ruleOf } from '../../cases/requests.ts'
import { temporaryFolder } from '../../cases/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

let stores = 0
let store = ''
beforeEach(() => {
  stores += 1
  store = folder.file(`${stores}.db`)
})

const run = (verb: string, input: object | string = '', ...args: string[]) =>
  keyward(['authenticator', verb, '--store', store, ...args], input)

interface Listed {
  readonly credentialId: string
  readonly signCount: number
}

async function listed(): Promise<Listed[]> {
  return (JSON.parse((await run('list')).out) as { passkeys: Listed[] }).passkeys
}

interface Exported {
  readonly passkeys: readonly Record<string, unknown>[]
}

/** One passkey of the Credential Exchange Format, freshly made, at the RP of the cases. */
async function freshPasskey(): Promise<Record<string, unknown>> {
  const path = folder.file(`source-${stores}-${Math.random()}.db`)
  await keyward(['authenticator', 'create', '--store', path], creation())
  const { out } = await keyward(['authenticator', 'export', '--store', path, '--plaintext'])
  return (JSON.parse(out) as Exported).passkeys[0] ?? {}
}

/** The same passkey as Bitwarden would write it. */
function asBitwarden(passkey: Record<string, unknown>, counter: string): Record<string, unknown> {
  return {
    credentialId: `b64.${String(passkey['credentialId'])}`,
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: passkey['key'],
    rpId: passkey['rpId'],
    userHandle: passkey['userHandle'],
    userName: passkey['username'],
    counter,
    rpName: 'Perch',
    discoverable: 'true',
    creationDate: '2024-01-30T11:23:54.416Z',
  }
}

/** A passkey as the draft of the format wrote it; and the whole document of the Bitwarden SDK, where it is at hand. */
const DRAFT = {
  type: 'passkey',
  credentialId: 'Y3JlZGVudGlhbElkRXhhbXBsZQ',
  rpId: 'webauthn.io',
  userName: 'johndoe',
  userHandle: 'cnEzaNHWcYK3coWZjvoaV1Hj9gnI12mKe2dL2HZVFlY',
  key: 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgARu_0sCt20EpgVxb4Puq3Ga5VVLpuTY75ngvZlyq3X6hRANCAASmdk1xLsK0oOlhxIPp0d1ZuS0sT9nf6BZtSelhqvLBW0fOL33l_bXgsr_STUHjCLn8l6gcRJwe7OQvbQubZ1dY',
}
const SDK = fileURLToPath(
  new URL('../../../../../shared/data/exports/bw-sdk-cxf_example.json', import.meta.url),
)
const EXAMPLES: [string, string][] = [
  ['the draft', JSON.stringify({ credentials: [DRAFT] })],
  ...(existsSync(SDK) ? [['the SDK', readFileSync(SDK, 'utf8')] as [string, string]] : []),
]

describe('authenticator import', () => {
  test('takes one passkey, a list, and passkeys at any depth of a document', async () => {
    const [one, two, three, four] = [
      await freshPasskey(),
      await freshPasskey(),
      await freshPasskey(),
      await freshPasskey(),
    ]
    expect(JSON.parse((await run('import', one)).out)).toEqual({ imported: 1, failed: [] })
    expect(JSON.parse((await run('import', [two])).out)).toEqual({ imported: 1, failed: [] })
    const document = { accounts: [{ items: [{ credentials: [three, { type: 'note' }, four] }] }] }
    expect(JSON.parse((await run('import', document)).out)).toEqual({ imported: 2, failed: [] })
    const ids = [four, three, two, one].map((passkey) => passkey?.['credentialId'])
    expect((await listed()).map(({ credentialId }) => credentialId)).toEqual(ids)
  })

  test('takes Bitwarden exports, and the passkeys sign in', async () => {
    const passkey = await freshPasskey()
    const document = {
      encrypted: false,
      items: [
        { type: 1, login: { fido2Credentials: [] } },
        { type: 1, login: { fido2Credentials: [asBitwarden(passkey, '0')] } },
        { type: 1, login: { fido2Credentials: null } },
      ],
    }
    expect(await run('import', document)).toMatchObject({
      code: 0,
      err: 'Imported 1 of 1 passkeys.\n',
    })
    expect(await run('get', request())).toMatchObject({ code: 0 })
  })

  test('[C27] an imported counter is kept and grows at every sign-in, seeded or not', async () => {
    await run('import', { fido2Credentials: [asBitwarden(await freshPasskey(), '41')] })
    expect(await listed()).toMatchObject([{ signCount: 41 }])
    await run('get', request(), '--seed', '00'.repeat(16))
    expect(await listed()).toMatchObject([{ signCount: 42 }])
    await run('get', request())
    const [passkey] = await listed()
    expect(passkey?.signCount).toBeGreaterThan(1_700_000_000)
    const { out } = await run('export', '', '--plaintext')
    expect(JSON.parse(out)).toMatchObject({
      passkeys: [{ keyward: { signCount: passkey?.signCount } }],
    })
  })

  test('[C96] what can not be read is named, and never stops the others', async () => {
    const good = await freshPasskey()
    const rows = [
      { ...good, key: 'AAAA' },
      good,
      { ...good, userHandle: '' },
      good,
      { type: 'passkey' },
    ]
    const answer = await run('import', rows)
    expect(answer.code).toBe(0)
    const report = JSON.parse(answer.out) as { imported: number; failed: { message: string }[] }
    expect(report).toMatchObject({
      imported: 1,
      failed: [
        { index: 0, rule: 'exchange.key' },
        { index: 2, rule: 'exchange.malformed' },
        { index: 3, rule: 'ceremony.not-saved' },
        { index: 4, rule: 'exchange.malformed' },
      ],
    })
    for (const { message } of report.failed) expect(message).toMatch(/^[A-Z].*\.$/)
  })

  test('[C24] a credential ID that can not be read is a row error', async () => {
    const entry = { ...asBitwarden(await freshPasskey(), '0'), credentialId: 'not an id' }
    const answer = await run('import', { fido2Credentials: [entry, 'no entry'] })
    expect(answer.code).toBe(1)
    expect(JSON.parse(answer.out)).toMatchObject({
      imported: 0,
      failed: [
        { index: 0, rule: 'exchange.credential-id' },
        { index: 1, rule: 'exchange.malformed' },
      ],
    })
    expect(existsSync(store)).toBe(false)
  })

  test.each([
    ['no passkeys', { items: [] }, 'cli.no-passkeys'],
    ['an encrypted export', { encrypted: true, data: 'x' }, 'cli.encrypted'],
    ['no JSON', 'oops', 'cli.stdin-json'],
    ['nothing', '', 'cli.stdin-empty'],
  ])('%s is refused', async (_, input, rule) => {
    const answer = await run('import', input)
    expect(answer.code).toBe(1)
    expect(errorOf(answer)).toMatchObject({ name: 'InputError', rule })
  })

  test('a document of any depth and width is read', async () => {
    const passkey = JSON.stringify(await freshPasskey())
    const deep = `${'['.repeat(50_000)}${passkey}${']'.repeat(50_000)}`
    expect(JSON.parse((await run('import', deep)).out)).toMatchObject({ imported: 1 })
    const wide = `[${'0,'.repeat(400_000)}${passkey}]`
    expect(ruleOf(await run('import', `{"encrypted":true,"x":${wide}}`))).toBe('cli.encrypted')
    expect(JSON.parse((await run('import', wide)).out)).toMatchObject({
      failed: [{ index: 0, rule: 'ceremony.not-saved' }],
    })
  })
})

describe('examples of other programs', () => {
  test.each(EXAMPLES)('[C101] the passkey of %s is taken over and signs in', async (_, json) => {
    expect(JSON.parse((await run('import', json)).out)).toEqual({ imported: 1, failed: [] })
    const asked = { ...request({ rpId: 'webauthn.io' }), origin: 'https://webauthn.io' }
    expect(await run('get', asked)).toMatchObject({ code: 0 })
  })
})

describe('authenticator export', () => {
  test('[C100] what is exported and imported signs in, in the same order', async () => {
    const created = [await run('create', creation()), await run('create', creation())]
    const ids = created.map(({ out }) => (JSON.parse(out) as { id: string }).id)
    const before = await run('list')
    const exported = await run('export', '', '--plaintext')
    expect(exported.err).toContain('private keys')
    expect(JSON.parse(exported.out)).toMatchObject({ format: 'keyward-passkeys', version: 1 })
    store = folder.file('copy.db')
    expect(JSON.parse((await run('import', exported.out)).out)).toEqual({ imported: 2, failed: [] })
    expect(await run('list')).toEqual(before)
    for (const id of ids) {
      expect(await run('get', request(), `--credential-id=${id}`)).toMatchObject({ code: 0 })
    }
  })

  test('[C24] credential IDs of 1 to 1,023 bytes come back from export and import, and sign in', async () => {
    const base = await freshPasskey()
    const ids = [1, 15, 16, 17, 255, 256, 1023].map((length) =>
      encodeBase64url(new Uint8Array(length).fill(0xfb)),
    )
    await run(
      'import',
      ids.map((credentialId) => ({ ...base, credentialId })),
    )
    const exported = await run('export', '', '--plaintext')
    store = folder.file(`long-ids-${stores}.db`)
    await run('import', exported.out)
    for (const id of ids) {
      const allowCredentials = [{ type: 'public-key', id }]
      const { out } = await run('get', request({ allowCredentials }))
      expect((JSON.parse(out) as { id: string }).id).toBe(id)
    }
  })
})

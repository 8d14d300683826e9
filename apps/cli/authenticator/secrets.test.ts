import { encodeBase64url, encodeHex } from '@keyward/codec'
import { afterAll, describe, expect, test } from 'vitest'
import { keyward, type Run, nobodyThere } from '../cases/keyward.ts'
import { creation, request } from '../cases/requests.ts'
import { temporaryFolder } from '../cases/temporary-folder.ts'
import { openStore } from './store/open.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const SEED = 'f00dfeedf00dfeedf00dfeedf00dfeed'
const store = folder.file('passkeys.db')
const run = (verb: string, input: object | string, ...args: string[]): Promise<Run> =>
  keyward(['authenticator', verb, '--store', store, ...args], input)

/** Where a P-256 key of 138 bytes, or an Ed25519 one of 48, has its secret number. */
const SECRET_AT = { 138: 36, 48: 16 } as const

/** Every way in which the bytes may stand in a text: hexadecimal, or base64 at any offset. */
function spellings(secret: Uint8Array): string[] {
  const shifted = [0, 1, 2].map((offset) => {
    const text = encodeBase64url(Buffer.concat([new Uint8Array(offset), secret]))
    return text.slice(offset === 0 ? 0 : 4, -4)
  })
  const plain = shifted.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'))
  const hex = encodeHex(secret)
  return [...shifted, ...plain, hex, hex.toUpperCase()]
}

/** Each passkey's secret number and both PRF seeds. */
function secretsOfStore(): Uint8Array[] {
  const opened = openStore(store, { make: false })
  try {
    return opened.all().flatMap(({ privateKey, prfSeeds }) => {
      if (privateKey === undefined || prfSeeds === undefined) throw new Error('No secrets here.')
      const pkcs8 = privateKey.exportPkcs8()
      const at = SECRET_AT[pkcs8.length as keyof typeof SECRET_AT]
      const { withVerification, withoutVerification } = prfSeeds.reveal()
      return [pkcs8.subarray(at, at + 32), withVerification, withoutVerification]
    })
  } finally {
    opened.close()
  }
}

const secretsIn = (text: string): Uint8Array[] =>
  secretsOfStore().filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)))

const extensions = { prf: { eval: { first: '' } }, credProps: true }
const algorithm = (alg: number) => ({ pubKeyCredParams: [{ type: 'public-key', alg }] })

describe('[C39] private keys and PRF seeds', () => {
  test('stand in no output of create, get, list or a refusal', async () => {
    const runs = [
      await run('create', creation({ ...algorithm(-7), extensions })),
      await run('create', creation({ ...algorithm(-8), extensions }), '--seed', SEED),
      await run('create', creation({ attestation: 'direct' }), '--attestation-policy', 'packed'),
      await run('get', request({ extensions })),
      await run('get', request(), '--seed', SEED),
      await run('get', request({ rpId: 'none.localhost' })),
      await run('create', creation({ ...algorithm(-8), extensions }), '--seed', SEED),
      await run('list', ''),
      await run('export', ''),
    ]
    const { out: exported } = await run('export', '', '--plaintext')
    // The same passkeys again, the first with a member that makes it unreadable.
    const { passkeys } = JSON.parse(exported) as { passkeys: Record<string, unknown>[] }
    runs.push(await run('import', [{ ...passkeys[0], rpId: 5 }, ...passkeys]))
    runs.push(await run('import', `${exported},`))
    const text = runs.map(({ out, err }) => out + err).join('\n')
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1])
    expect(secretsIn(text)).toEqual([])
    expect(text.toLowerCase()).not.toContain(SEED)
    // The same search finds all nine where they are wanted.
    expect(secretsOfStore()).toHaveLength(9)
    expect(secretsIn(exported)).toHaveLength(9)
  })

  test('stand in no error that nobody expected', async () => {
    const secret = 'c2VjcmV0'
    const { main } = await import('../main.ts')
    let out = ''
    const code = await main(['authenticator', 'create', '--store', store], {
      // oxlint-disable-next-line require-yield -- it fails before it yields
      stdin: (async function* () {
        throw new Error(secret)
      })(),
      stdinIsTty: false,
      stdoutIsTty: false,
      stderrIsTty: false,
      columns: undefined,
      keyboard: nobodyThere,
      writeOut: (text) => (out += text),
      writeErr: (text) => (out += text),
    })
    expect(code).toBe(1)
    expect(out).not.toContain(secret)
    expect(JSON.parse(out)).toMatchObject({ error: { name: 'UnknownError', rule: 'cli.internal' } })
  })
})

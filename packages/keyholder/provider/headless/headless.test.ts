import { createContext, runInContext } from 'node:vm'
import { decodeBase64url, decodeCbor, encodeBase64url } from '@keyward/codec'
import { createPublicKey, verify } from 'node:crypto'
import { rolldown } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import { answerRequest } from '../answer/answer.ts'
import { realVault } from '../cases/real-vault.ts'
import { iosCreate, iosGet, systemScene } from '../cases/system-scene.ts'
import { listingSource } from '../listing/listing.ts'
import { tellIndex } from '../listing/tell.ts'
import type { IosGet } from '../system/types.ts'
import { encodeHeadlessKeys, parseHeadlessKeys } from './keys.ts'
import type { HeadlessAnswer } from './sign.ts'

/** What a shell does around it: bytes go over as text. */
const ENTRY = `
import { decodeBase64url } from '@keyward/codec'
import { signHeadless } from '@keyward/keyholder/headless'

export async function signed(keys, rows, request) {
  const held = JSON.parse(rows)
  const read = {
    async get(collection, key) {
      const text = held[collection + ' ' + key]
      return text === undefined ? undefined : decodeBase64url(text)
    },
  }
  const given = { keys: decodeBase64url(keys), verified: 'biometric', read }
  return JSON.stringify(await signHeadless({ ...given, request: JSON.parse(request) }))
}
`
const KEPT_OUT = ['@hpke', '@serenity-kit', 'zod', 'hash-wasm', 'dpop', 'mlkem', 'tldts', 'idb']

let code = ''
let modules: readonly string[] = []
beforeAll(async () => {
  const bundle = await rolldown({
    input: 'entry',
    platform: 'neutral',
    cwd: import.meta.dirname,
    logLevel: 'silent',
    resolve: { mainFields: ['module', 'main'] },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? `${import.meta.dirname}/entry.js` : null),
        load: (id) => (id.endsWith('headless/entry.js') ? ENTRY : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'headless', minify: true })
  const [chunk] = output
  code = chunk.code
  modules = chunk.moduleIds
  await bundle.close()
})

/** Runs the bundle in an engine that has nothing but the language. */
async function signedInEmptyEngine(
  keys: Uint8Array,
  rows: object,
  request: IosGet,
): Promise<HeadlessAnswer> {
  const context = createContext(
    { __proto__: null },
    { codeGeneration: { strings: false, wasm: false } },
  )
  const signed = runInContext(`${code};headless.signed`, context) as (
    ...given: string[]
  ) => Promise<string>
  const answer = await signed(encodeBase64url(keys), JSON.stringify(rows), JSON.stringify(request))
  return JSON.parse(answer) as HeadlessAnswer
}

async function scene() {
  const real = realVault()
  const { vault, rows, replica } = await real.open()
  const system = systemScene({ vault, platform: real.platform })
  const ports = { ...system.ports, rows: () => rows }
  const make = async (changes = {}) => {
    const answered = await answerRequest(system.device, system.person(), iosCreate(changes), ports)
    await tellIndex(listingSource(vault), rows, async () => 'done')
    return 'credentialId' in answered ? answered.credentialId : ''
  }
  const stored = async () => {
    const all: Record<string, string> = {}
    for (const collection of ['directory', 'keys', 'writes', 'pending', 'lists'] as const)
      for (const { key, value } of await replica.list(collection))
        all[`${collection} ${key}`] = encodeBase64url(value)
    return all
  }
  return { vault, make, stored, keys: encodeHeadlessKeys(real.unlocked()), real }
}

describe('signing without a screen', () => {
  test('[C83] [C85] [C91] runs in an empty engine, with no network or stretching, and its signature holds', async () => {
    const { vault, make, stored, keys } = await scene()
    const credentialId = await make()
    const request = iosGet({ chosen: { credentialId } })
    const answer = await signedInEmptyEngine(keys, await stored(), request)
    expect(answer).toMatchObject({ outcome: 'signed', used: { credentialId } })
    if (answer.outcome !== 'signed' || !('signature' in answer.result)) throw new Error('no result')
    const { authenticatorData, signature, clientDataHash } = answer.result
    const [found] = vault.index.search('', 1)
    const account = await vault.get(found!.accountId)
    const passkey = account!.profile.passkeys.get(credentialId)!
    const data = Buffer.concat([
      decodeBase64url(authenticatorData),
      decodeBase64url(clientDataHash),
    ])
    const cose = decodeCbor(passkey.publicKey) as Map<number, Uint8Array>
    const point = (label: number) => encodeBase64url(cose.get(label)!)
    const jwk = { kty: 'EC', crv: 'P-256', x: point(-2), y: point(-3) }
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    expect(verify('sha256', data, key, decodeBase64url(signature))).toBe(true)
    // User present and verified.
    expect(decodeBase64url(authenticatorData)[32]! & 5).toBe(5)
  })

  test('what can only be done with a screen says so', async () => {
    const { make, stored, keys } = await scene()
    const credentialId = await make()
    const rsa = await make({ supportedAlgorithms: [-257], rpId: 'rsa.example', userName: 'r' })
    const rows = await stored()
    const chosen = { credentialId }
    const outcomes = await Promise.all([
      signedInEmptyEngine(keys, rows, iosGet()),
      signedInEmptyEngine(keys, rows, iosGet({ chosen, prf: {} })),
      signedInEmptyEngine(
        keys,
        rows,
        iosGet({ chosen: { credentialId: rsa }, rpId: 'rsa.example' }),
      ),
      signedInEmptyEngine(keys.subarray(1), rows, iosGet({ chosen })),
    ])
    for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'interaction_required' })
  })

  test('[C89] a passkey of another RP, one that is not allowed, and one that is gone are not used', async () => {
    const { make, stored, keys } = await scene()
    const credentialId = await make()
    const rows = await stored()
    const chosen = { credentialId }
    const gone = { credentialId: 'AAAA' }
    for (const request of [
      iosGet({ chosen, rpId: 'evil.example' }),
      iosGet({ chosen, allowedCredentials: ['AAAA'] }),
      iosGet({ chosen: gone }),
    ])
      expect(await signedInEmptyEngine(keys, rows, request)).toMatchObject({
        code: 'no_credential',
      })
  })

  test('the bundle has none of what only screens need', () => {
    const found = KEPT_OUT.filter((name) =>
      modules.some((id) => id.includes(`/node_modules/${name}`)),
    )
    expect(found).toEqual([])
    expect(code.length).toBeLessThan(200_000)
  })

  test('its keys are read as they were written, and nothing else is', async () => {
    const { keys, real } = await scene()
    const parsed = parseHeadlessKeys(keys)
    expect(parsed?.workspaceId).toBe(real.unlocked().workspaceId)
    expect(parsed?.accountKey.exportBytes()).toEqual(real.unlocked().accountKey.exportBytes())
    for (const bytes of [new Uint8Array(), keys.subarray(0, -1), Uint8Array.of(0xa0)])
      expect(parseHeadlessKeys(bytes)).toBeUndefined()
  })
})

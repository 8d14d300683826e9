import { createHash, createHmac } from 'node:crypto'
import {
  callerAt,
  creationJson,
  requestJson,
  sharedJson,
  testAuthenticator,
  testClient,
} from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { type CredentialSource, PrfSeeds } from '../../authenticator/credential-source.ts'
import { evaluatePrf, prfSalts } from '../../authenticator/extensions/prf.ts'
import { memoryStore } from '../../authenticator/memory-store.ts'
import type { Authenticator } from '../../authenticator/ports.ts'
import { create } from '../create.ts'
import { get } from '../get.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '../options/json.ts'
import type { PrfOutputs, RegistrationResponse } from '../response.ts'

const RP_ID = 'perch.example'
const caller = callerAt(`https://${RP_ID}`)
const A = 'QQ'
const B = 'Qg'

function register(authenticator: Authenticator, prf?: unknown): Promise<RegistrationResponse> {
  const extensions = prf === undefined ? {} : { prf }
  return create(testClient, authenticator, {
    caller,
    options: creationOptionsFromJSON(creationJson({ extensions })),
  })
}

async function evaluate(
  authenticator: Authenticator,
  prf: unknown,
  ...ids: string[]
): Promise<PrfOutputs | undefined> {
  const allowCredentials = ids.map((id) => ({ type: 'public-key', id }))
  const options = requestOptionsFromJSON(requestJson({ allowCredentials, extensions: { prf } }))
  return (await get(testClient, authenticator, { caller, options })).clientExtensionResults.prf
}

/** HMAC-SHA-256 over the salt of Level 3 section 10.1.4, by another implementation. */
async function oracle(authenticator: Authenticator, input: Buffer): Promise<string> {
  const [source] = (await authenticator.store.list(RP_ID)) as CredentialSource[]
  const seed = source?.prfSeeds?.reveal().withVerification ?? new Uint8Array()
  const salt = createHash('sha256').update('WebAuthn PRF\0').update(input).digest()
  return createHmac('sha256', seed).update(salt).digest('base64url')
}

describe('[C34] PRF at create', () => {
  test('prf-01: enabled, no results', async () => {
    const made = await register(testAuthenticator(), {})
    expect(made.clientExtensionResults).toEqual({ prf: { enabled: true } })
  })

  test('prf-02: an evaluation at once, and the same bytes at the next get', async () => {
    const authenticator = testAuthenticator()
    const { prf } = (await register(authenticator, { eval: { first: A } })).clientExtensionResults
    expect(prf?.enabled).toBe(true)
    expect(Buffer.from(prf?.results?.first ?? '', 'base64url')).toHaveLength(32)
    expect((await evaluate(authenticator, { eval: { first: A } }))?.results).toEqual(prf?.results)
  })

  test('not asked for, not told; asked for at the first get, it works', async () => {
    const authenticator = testAuthenticator()
    expect((await register(authenticator)).clientExtensionResults).toEqual({})
    expect((await evaluate(authenticator, { eval: { first: A } }))?.results?.first).toBe(
      await oracle(authenticator, Buffer.from('A')),
    )
  })
})

describe('PRF at get', () => {
  test('prf-04: an empty input gives an empty output', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    expect(await evaluate(authenticator, {})).toEqual({})
  })

  test('prf-05 [C33]: evalByCredential without an allow list is a NotSupportedError', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator)
    await expect(
      evaluate(authenticator, { evalByCredential: { [id]: { first: A } } }),
    ).rejects.toMatchObject({
      name: 'NotSupportedError',
    })
  })

  for (const [what, key] of [
    ['an empty key', ''],
    ['a key that is not base64url', '*'],
    ['a key that is not allowed', 'AAAA'],
  ] as const) {
    test(`[C33] ${what} is a SyntaxError`, async () => {
      const authenticator = testAuthenticator()
      const { id } = await register(authenticator)
      await expect(
        evaluate(authenticator, { evalByCredential: { [key]: { first: A } } }, id),
      ).rejects.toMatchObject({
        name: 'SyntaxError',
      })
    })
  }

  test('prf-07 prf-08: equal inputs give equal outputs, different ones different', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    const results = (await evaluate(authenticator, { eval: { first: A, second: A } }))?.results
    expect(results?.first).toBe(results?.second)
    const others = (await evaluate(authenticator, { eval: { first: A, second: B } }))?.results
    expect(others?.first).toBe(results?.first)
    expect(others?.second).not.toBe(others?.first)
  })

  test('prf-10: evalByCredential goes before eval', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator)
    const prf = { eval: { first: A }, evalByCredential: { [id]: { first: B } } }
    expect((await evaluate(authenticator, prf, id))?.results?.first).toBe(
      await oracle(authenticator, Buffer.from('B')),
    )
  })

  test('prf-11: an unregistered ID beside the registered one changes nothing', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator)
    const alone = await evaluate(authenticator, { evalByCredential: { [id]: { first: A } } }, id)
    const both = { [id]: { first: A }, AAAA: { first: B } }
    expect(await evaluate(authenticator, { evalByCredential: both }, id, 'AAAA')).toEqual(alone)
    expect(alone?.results?.first).toBe(await oracle(authenticator, Buffer.from('A')))
  })

  test('[C33] inputs of any length, also none', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    for (const length of [0, 1, 26, 32, 64, 1000]) {
      const input = Buffer.alloc(length, 7)
      const output = await evaluate(authenticator, { eval: { first: input.toString('base64url') } })
      expect(output?.results?.first).toBe(await oracle(authenticator, input))
    }
  })

  test('prf-13: authenticator data has no extensions, at create and at get', async () => {
    const authenticator = testAuthenticator()
    const made = await register(authenticator, { eval: { first: A } })
    const options = requestOptionsFromJSON(
      requestJson({ extensions: { prf: { eval: { first: A } } } }),
    )
    const got = await get(testClient, authenticator, { caller, options })
    for (const { response } of [made, got]) {
      expect((Buffer.from(response.authenticatorData, 'base64url')[32] as number) & 0x80).toBe(0)
    }
  })

  test('an evaluation asks for verification, and without it gives nothing', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    const discouraged = requestJson({
      userVerification: 'discouraged',
      extensions: { prf: { eval: { first: A } } },
    })
    const options = requestOptionsFromJSON(discouraged)
    await get(testClient, authenticator, { caller, options })
    expect(authenticator.gate.asked.at(-1)?.requireUserVerification).toBe(true)
    const unverified = testAuthenticator(
      { verification: 'unavailable' },
      { store: authenticator.store },
    )
    expect((await get(testClient, unverified, { caller, options })).clientExtensionResults).toEqual(
      { prf: {} },
    )
  })

  test('[C35] the second seed is never what a page gets', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    const [source] = (await authenticator.store.list(RP_ID)) as [CredentialSource]
    const seeds = source.prfSeeds?.reveal()
    expect(seeds?.withVerification).toHaveLength(32)
    expect(seeds?.withoutVerification).toHaveLength(32)
    expect(seeds?.withVerification).not.toEqual(seeds?.withoutVerification)
    const swapped = new PrfSeeds(seeds?.withVerification ?? new Uint8Array(), new Uint8Array(32))
    const other = testAuthenticator({}, { store: memoryStore([{ ...source, prfSeeds: swapped }]) })
    const prf = { eval: { first: A } }
    expect(await evaluate(other, prf)).toEqual(await evaluate(authenticator, prf))
  })
})

describe('[C32] prf-14: the published vectors', () => {
  // Level 3 section 17, "PRF": all values are SHA-256 of this seed and a byte.
  const seed = Buffer.from('WebAuthn PRF test vectors')
  const derived = (byte: number): Uint8Array =>
    createHash('sha256').update(seed).update(Uint8Array.of(byte)).digest()
  const first = Buffer.concat([seed, Uint8Array.of(2)])
  const second = Buffer.concat([seed, Uint8Array.of(3)])
  const seeds = new PrfSeeds(derived(6), new Uint8Array(32))
  const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

  test('salts and outputs, one input and two', () => {
    const salts = prfSalts({ first, second })
    expect(hex(salts.first)).toBe(
      '527413ebb48293772df30f031c5ac4650c7de14bf9498671ae163447b6a772b3',
    )
    expect(hex(salts.second)).toBe(
      'd68ac03329a10ee5e0ec834492bb9a96a0e547baf563bf78ccbe8789b22e776b',
    )
    const outputs = evaluatePrf(seeds, salts)
    expect(hex(outputs.first)).toBe(
      '3c33e07d202c3b029cc21f1722767021bf27d595933b3d2b6a1b9d5dddc77fae',
    )
    expect(hex(outputs.second)).toBe(
      'a62a8773b19cda90d7ed4ef72a80a804320dbd3997e2f663805ad1fd3293d50b',
    )
    expect(evaluatePrf(seeds, prfSalts({ first }))).toEqual({ first: outputs.first })
  })

  test('all cases of the published file, where it is at hand', () => {
    const file = sharedJson('vectors/webauthn-l3.json') as
      | { prf: { cases: { values: Record<string, string> }[] } }
      | undefined
    const cases = file?.prf.cases ?? []
    for (const { values } of cases) {
      const inputs = values['prf_eval_second'] === undefined ? { first } : { first, second }
      const outputs = evaluatePrf(seeds, prfSalts(inputs))
      expect(hex(outputs.first)).toBe(values['prf_results_first'])
      expect(hex(outputs.second)).toBe(values['prf_results_second'] ?? '')
    }
    expect(cases).toHaveLength(file === undefined ? 0 : 3)
  })
})

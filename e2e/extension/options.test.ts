import { createHash } from 'node:crypto'
import { decodeFirstCbor } from '@keyward/codec'
import { decode, encode } from 'cborg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerOf,
  askPage,
  authenticatorFacts,
  type CredentialJson,
  credentialFor,
} from './probes/answer.ts'
import { openStandInBrowser, SITE, type StandInBrowser } from './world/stand-in-browser.ts'

const AAGUID = 'aee0af84-d947-437f-8b99-c8d16725d774'

let browser: StandInBrowser
let page: Page

// One page of one site asks in all the ways that pages ask. Who answers is the stand-in, with the
// same client and authenticator as the prompt has.
beforeAll(async () => {
  browser = await openStandInBrowser()
  page = await browser.visit(SITE)
}, 60_000)
afterAll(() => browser?.close())

async function made(publicKey: string, outer?: string): Promise<CredentialJson> {
  await askPage(page, 'create', publicKey, outer)
  return credentialFor(page)
}

async function signedIn(publicKey: string): Promise<CredentialJson> {
  await askPage(page, 'get', publicKey)
  return credentialFor(page)
}

function clientData({ response }: CredentialJson): { challenge: string; origin: string } {
  return JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

test('[C7] a request without an RP ID is for the host of its page', async () => {
  const created = await made('{}')
  expect(authenticatorFacts(created).rpIdHash).toBe(hash(SITE))
  const got = await signedIn('{}')
  expect(authenticatorFacts(got).rpIdHash).toBe(hash(SITE))
  expect(clientData(got).origin).toBe(`https://${SITE}`)
})

test('[C8] a page of localhost registers and signs in over http', async () => {
  browser.hosts.serve('shop.localhost', () => ({ body: '<!doctype html><title>Local</title>' }))
  const local = await browser.context.newPage()
  await local.goto(`http://shop.localhost:${browser.hosts.proxy.split(':')[1]}/`)
  await askPage(local, 'create')
  expect(authenticatorFacts(await credentialFor(local)).rpIdHash).toBe(hash('shop.localhost'))
  await askPage(local, 'get')
  await credentialFor(local)
  await local.close()
})

describe('[C5] words that nobody knows', () => {
  test.each([
    `authenticatorSelection: { userVerification: 'garbage' }`,
    `authenticatorSelection: { residentKey: 'garbage', authenticatorAttachment: 'garbage' }`,
    `attestation: 'garbage'`,
    `hints: ['garbage'], attestationFormats: ['garbage']`,
    `excludeCredentials: [{ type: 'public-key', id: new Uint8Array(9), transports: ['garbage'] }]`,
    `extensions: { garbage: true }`,
  ])('are passed over in %s', async (member) => {
    expect((await made(`{ ${member} }`)).id).not.toBe('')
  })

  test('are passed over in a sign-in', async () => {
    const got = await signedIn(`{ userVerification: 'garbage', hints: ['garbage'] }`)
    expect(got.response.signature).not.toBe('')
  })
})

test('[C18] members that are left out, undefined or null where Web IDL has it so, change nothing', async () => {
  const left = `authenticatorSelection: undefined, excludeCredentials: undefined, timeout: undefined,
    attestation: undefined, extensions: undefined, hints: undefined`
  await made(`{ ${left} }`)
  await made(`{ authenticatorSelection: null, extensions: null }`)
  const got = await signedIn(`{ rpId: undefined, allowCredentials: undefined, extensions: null }`)
  expect(authenticatorFacts(got).isPresent).toBe(true)
})

describe('[C19] [C20] the first algorithm that there is, in the order of the site,', () => {
  test.each([
    ['-8 before -7', '[{ type: "public-key", alg: -8 }, { type: "public-key", alg: -7 }]', -8],
    [
      'unknown ones first',
      '[{ type: "public-key", alg: -65535 }, { type: "public-key", alg: -7 }]',
      -7,
    ],
    ['a number as text', '[{ type: "public-key", alg: "-8" }]', -8],
    ['none named: ES256', '[]', -7],
  ])('%s', async (_, list, algorithm) => {
    const { response } = await made(`{ pubKeyCredParams: ${list} }`)
    expect(response.publicKeyAlgorithm).toBe(algorithm)
  })

  test('and where there is none, nothing is kept', async () => {
    const kept = async (): Promise<unknown> =>
      (await browser.extension.worker()).evaluate(
        `chrome.storage.local.get('test.passkeys').then((kept) => kept['test.passkeys'].length)`,
      )
    const before = await kept()
    const list = '[{ type: "public-key", alg: -65535 }]'
    await askPage(
      page,
      'create',
      `{ pubKeyCredParams: ${list} }`,
      '{ signal: AbortSignal.timeout(3000) }',
    )
    expect((await answerOf(page)).json).toBeUndefined()
    expect(await kept()).toBe(before)
  })
})

test('[C16] [C26] bytes are the same bytes in whatever view, and come back as unpadded base64url', async () => {
  // With `-` and `_` in its text, and nothing that fills it up.
  const bytes = [0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, 0xfb, 0xf0]
  const views = [
    'whole.buffer',
    'new Uint8Array([9, ...given, 9]).subarray(1, 9)',
    'new DataView(new Uint8Array([9, 9, ...given]).buffer, 2)',
    'new Uint16Array(whole.buffer)',
  ]
  for (const view of views) {
    const given = `((given) => { const whole = new Uint8Array(given); return ${view} })(${JSON.stringify(bytes)})`
    const text = Buffer.from(bytes).toString('base64url')
    const user = `user: { id: ${given}, name: 'views', displayName: '' }`
    const created = await made(`{ challenge: ${given}, ${user} }`)
    expect(clientData(created).challenge).toBe(text)
    const list = `allowCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64('${created.id}', { alphabet: 'base64url' }) }]`
    const got = await signedIn(`{ challenge: ${given}, ${list} }`)
    expect(clientData(got).challenge).toBe(text)
    expect(got.response.userHandle).toBe(text)
    expect(got.id).toBe(created.rawId)
    expect(JSON.stringify([created, got])).not.toMatch(/"[A-Za-z0-9_-]+={1,2}"/)
  }
})

test('[C29] [C30] [C37] whatever attestation is asked for: our AAGUID, `none`, what we are, and no error', async () => {
  for (const attestation of ['none', 'indirect', 'direct', 'enterprise']) {
    const created = await made(`{ attestation: '${attestation}' }`)
    const object = Buffer.from(created.response.attestationObject ?? '', 'base64url')
    const { fmt, attStmt } = decode(object) as { fmt: string; attStmt: object }
    expect({ fmt, attStmt }).toEqual({ fmt: 'none', attStmt: {} })
    const facts = authenticatorFacts(created)
    expect(facts).toMatchObject({
      aaguid: AAGUID,
      counter: 0,
      isBackupEligible: true,
      isBackedUp: true,
    })
    expect(created.response.transports).toEqual(['hybrid', 'internal'])
    expect(created.authenticatorAttachment).toBe('platform')
  }
})

test('[C36] maps are in the one order, as another decoder writes them', async () => {
  for (const alg of [-7, -8]) {
    const created = await made(`{ pubKeyCredParams: [{ type: 'public-key', alg: ${alg} }] }`)
    const object = Buffer.from(created.response.attestationObject ?? '', 'base64url')
    const again = encode(decode(object, { useMaps: true, strict: true }))
    expect(Buffer.from(again).equals(object)).toBe(true)
    const { bytes } = authenticatorFacts(created)
    const key = bytes.subarray(55 + bytes.readUInt16BE(53))
    // CTAP2's own order, which puts 1, 3, -1, -2, -3 so.
    expect([...(decodeFirstCbor(key).value as Map<number, unknown>).keys()]).toEqual(
      [...(decode(key, { useMaps: true }) as Map<number, unknown>).keys()].toSorted(
        (a, b) => Number(a < 0) - Number(b < 0) || Math.abs(a) - Math.abs(b),
      ),
    )
  }
})

import { describe, expect, test } from 'vitest'
import { openPage, type PageWorld } from './cases/page-world.ts'
import { ASSERTION, REGISTRATION } from './cases/responses.ts'

const CREATE = `navigator.credentials.create({ publicKey: { challenge: Uint8Array.of(1) } })`
const GET = `navigator.credentials.get({ publicKey: { challenge: Uint8Array.of(1) } })`

/** A page whose `made` and `got` are credentials of ours; `first` runs before they are asked for. */
async function openWithBoth(first = ''): Promise<PageWorld> {
  const page = await openPage({
    answer: ({ call }) => ({
      end: 'answer',
      response: JSON.stringify(call === 'create' ? REGISTRATION : ASSERTION),
    }),
  })
  page.run(first)
  await page.run(
    `(async () => { globalThis.made = await ${CREATE}; globalThis.got = await ${GET} })()`,
  )
  return page
}

const expectTrue = (page: PageWorld, script: string): void =>
  expect(page.run(script), script).toBe(true)

describe('a credential of ours', () => {
  test('[C14] is an instance of its interfaces, and so is its response', async () => {
    const page = await openWithBoth()
    expectTrue(page, 'made instanceof PublicKeyCredential && made instanceof Credential')
    expectTrue(page, 'made.response instanceof AuthenticatorAttestationResponse')
    expectTrue(page, 'got.response instanceof AuthenticatorAssertionResponse')
    expectTrue(page, 'Object.getPrototypeOf(made) === PublicKeyCredential.prototype')
  })

  test('[C13] has its attributes on the prototypes, and none of its own', async () => {
    const page = await openWithBoth()
    expectTrue(page, 'Reflect.ownKeys(made).length + Reflect.ownKeys(made.response).length === 0')
    expectTrue(
      page,
      `Object.getOwnPropertyDescriptor(PublicKeyCredential.prototype, 'rawId').get.call(made) === made.rawId`,
    )
    expectTrue(page, `made.type === 'public-key' && made.authenticatorAttachment === 'platform'`)
  })

  test('[C11] has the JSON form that it was answered with', async () => {
    const page = await openWithBoth()
    expect(JSON.parse(page.run('JSON.stringify(made)') as string)).toEqual(REGISTRATION)
    expect(JSON.parse(page.run('JSON.stringify(got.toJSON())') as string)).toEqual(ASSERTION)
    expectTrue(page, 'made.toJSON() !== made.toJSON()')
  })

  test.each([
    ['made.rawId', 32, 7],
    ['made.response.clientDataJSON', 50, 1],
    ['made.response.attestationObject', 100, 4],
    ['made.response.getAuthenticatorData()', 37, 2],
    ['made.response.getPublicKey()', 91, 3],
    ['made.getClientExtensionResults().prf.results.first', 32, 5],
    ['made.getClientExtensionResults().prf.results.second', 32, 6],
    ['got.response.authenticatorData', 37, 2],
    ['got.response.signature', 70, 3],
    ['got.response.userHandle', 16, 4],
  ])('[C15] [C61] %s is an ArrayBuffer of the page of %i bytes', async (script, length, fill) => {
    const page = await openWithBoth()
    expectTrue(page, `${script}.constructor === ArrayBuffer`)
    expectTrue(page, `Object.prototype.toString.call(${script}) === '[object ArrayBuffer]'`)
    expectTrue(page, `${script}.byteLength === ${length}`)
    expectTrue(page, `new Uint8Array(${script}).every((byte) => byte === ${fill})`)
  })

  test('[C12] [C13] tells its key, its algorithm, its transports, and its extensions', async () => {
    const page = await openWithBoth()
    expectTrue(page, 'made.response.getPublicKeyAlgorithm() === -7')
    expectTrue(page, `made.response.getTransports().join() === 'hybrid,internal'`)
    expectTrue(page, 'made.getClientExtensionResults().credProps.rk === true')
    expectTrue(page, 'JSON.stringify(got.getClientExtensionResults()) === "{}"')
  })

  test("leaves the browser's own objects as they are", async () => {
    const page = await openWithBoth()
    expectTrue(page, `new PublicKeyCredential().rawId === 'native'`)
    expectTrue(page, `new AuthenticatorAttestationResponse().getTransports() === 'native'`)
    expect(() => page.run('PublicKeyCredential.prototype.rawId')).toThrow(/private member/)
  })

  test.each([
    'JSON.stringify = JSON.parse = () => { throw 1 }',
    'Object.prototype.toJSON = () => "mine"; Array.prototype.toJSON = () => "mine"',
    'WeakMap.prototype.get = WeakMap.prototype.set = () => undefined',
    'Reflect.apply = Reflect.get = Reflect.ownKeys = () => { throw 1 }',
    'Uint8Array.prototype.toBase64 = Uint8Array.fromBase64 = () => { throw 1 }',
    'globalThis.PublicKeyCredential = globalThis.Promise = globalThis.Proxy = undefined',
    `Object.prototype.alphabet = 'base64'; Object.prototype.apply = 1`,
    'Function.prototype.call = Function.prototype.apply = () => { throw 1 }',
    'for (const { prototype } of [PublicKeyCredential, Credential, AuthenticatorResponse]) Object.freeze(prototype)',
    'Object.freeze(Object.prototype); Object.freeze(Array.prototype)',
  ])('[C14] is given whatever the page has replaced or frozen since: %s', async (replaced) => {
    const page = await openWithBoth(replaced)
    expectTrue(
      page,
      'made.response.getPublicKey().byteLength === 91 && got.rawId.byteLength === 32',
    )
    expectTrue(page, 'made.id === got.id')
  })
})

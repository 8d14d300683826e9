import {
  creationOptionsFromJSON,
  creationOptionsFromPage,
  requestOptionsFromJSON,
  requestOptionsFromPage,
} from '@keyward/webauthn/client'
import { describe, expect, test } from 'vitest'
import { openPage } from './cases/page-world.ts'

const BYTES = 'Uint8Array.of(1, 2, 3, 250)'
const USER = `{ id: ${BYTES}, name: 'ada', displayName: 'Ada' }`
const BASE = `challenge: ${BYTES}, rp: { name: 'Perch', id: 'perch.test' }, user: ${USER}, pubKeyCredParams: [{ type: 'public-key', alg: -7 }]`
const GET = `challenge: ${BYTES}, rpId: 'perch.test'`
const CLASS = `new (class { #bytes = ${BYTES}; get challenge() { return this.#bytes } get rpId() { return 'perch.test' } })()`

/** What pages give, valid or not; the browser's own reading of it is what ours has to equal. */
const CREATE: readonly (readonly [name: string, script: string])[] = [
  ['the least', `({ ${BASE} })`],
  ['an ArrayBuffer', `({ ${BASE}, challenge: ${BYTES}.buffer })`],
  ['a part of an array', `({ ${BASE}, challenge: new Uint8Array(9).fill(5).subarray(2, 5) })`],
  ['a DataView', `({ ${BASE}, challenge: new DataView(${BYTES}.buffer, 1, 2) })`],
  ['words of 16 bits', `({ ${BASE}, challenge: Uint16Array.of(258, 772) })`],
  ['a grown buffer', `({ ${BASE}, challenge: new ArrayBuffer(3, { maxByteLength: 8 }) })`],
  ['shared memory', `({ ${BASE}, challenge: new SharedArrayBuffer(4) })`],
  ['a view of shared memory', `({ ${BASE}, challenge: new Uint8Array(new SharedArrayBuffer(4)) })`],
  ['an array of numbers', `({ ${BASE}, challenge: [1, 2] })`],
  ['text for bytes', `({ ${BASE}, challenge: 'AQID' })`],
  ['algorithms as text', `({ ${BASE}, pubKeyCredParams: [{ type: 'public-key', alg: '-257' }] })`],
  [
    'a set of algorithms',
    `({ ${BASE}, pubKeyCredParams: new Set([{ type: 'public-key', alg: -8 }]) })`,
  ],
  ['no algorithms', `({ ${BASE}, pubKeyCredParams: [] })`],
  ['one algorithm, no list', `({ ${BASE}, pubKeyCredParams: { type: 'public-key', alg: -7 } })`],
  ['a name that is null', `({ ${BASE}, rp: { name: null } })`],
  ['a name that is a number', `({ ${BASE}, rp: { name: 7 } })`],
  ['a name with its own text', `({ ${BASE}, rp: { name: { toString: () => 'made' } } })`],
  ['a name that is a symbol', `({ ${BASE}, rp: { name: Symbol('a') } })`],
  ['half a surrogate pair', `({ ${BASE}, rp: { name: '\\ud800' } })`],
  ['quotes and line ends', `({ ${BASE}, rp: { name: '"\\\\\\n\\u2028' } })`],
  ['no rp', `({ ${BASE}, rp: undefined })`],
  ['rp null', `({ ${BASE}, rp: null })`],
  ['rp a text', `({ ${BASE}, rp: 'perch' })`],
  ['a timeout of a fraction', `({ ${BASE}, timeout: 60000.9 })`],
  ['a timeout that is no number', `({ ${BASE}, timeout: NaN })`],
  ['an endless timeout', `({ ${BASE}, timeout: Infinity })`],
  ['a timeout below nothing', `({ ${BASE}, timeout: -1 })`],
  ['a timeout null', `({ ${BASE}, timeout: null })`],
  [
    'all of the selection',
    `({ ${BASE}, authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'required', requireResidentKey: 1, userVerification: 'garbage' } })`,
  ],
  ['a selection null', `({ ${BASE}, authenticatorSelection: null })`],
  [
    'excluded ones',
    `({ ${BASE}, excludeCredentials: [{ id: ${BYTES}, type: 'public-key', transports: ['usb', 'new'] }] })`,
  ],
  [
    'hints and formats',
    `({ ${BASE}, hints: ['security-key'], attestationFormats: new Set(['none']), attestation: 'direct' })`,
  ],
  [
    'extensions',
    `({ ${BASE}, extensions: { credProps: 'yes', prf: { eval: { first: ${BYTES}, second: new ArrayBuffer(0) } }, unknown: { a: 1n } } })`,
  ],
  [
    'prf by credential',
    `({ ${BASE}, extensions: { prf: { evalByCredential: { AQ: { first: ${BYTES} } } } } })`,
  ],
  ['a proxy', `new Proxy({ ${BASE} }, {})`],
  ['what inherits', `Object.create({ ${BASE} })`],
  ['a frozen one', `Object.freeze({ ${BASE} })`],
]

const REQUEST: readonly (readonly [name: string, script: string])[] = [
  ['the least', `({ ${GET} })`],
  ['no challenge', `({ rpId: 'perch.test' })`],
  ['an instance of a class', CLASS],
  [
    'allowed ones',
    `({ ${GET}, allowCredentials: [{ id: ${BYTES}.buffer, type: 'public-key' }, { id: ${BYTES}, type: 'other' }] })`,
  ],
  ['an unknown type alone', `({ ${GET}, allowCredentials: [{ id: ${BYTES}, type: 'other' }] })`],
  ['an empty list', `({ ${GET}, allowCredentials: [] })`],
  ['a list null', `({ ${GET}, allowCredentials: null })`],
  [
    'prf by credential',
    `({ ${GET}, allowCredentials: [{ id: ${BYTES}, type: 'public-key' }], extensions: { prf: { evalByCredential: { AQID_g: { first: ${BYTES} } } } } })`,
  ],
  [
    'prf by a key that is none',
    `({ ${GET}, allowCredentials: [{ id: ${BYTES}, type: 'public-key' }], extensions: { prf: { evalByCredential: { '*': { first: ${BYTES} } } } } })`,
  ],
  ['a number for an RP ID', `({ ${GET}, rpId: 7 })`],
  ['user verification null', `({ ${GET}, userVerification: null })`],
]

/** What the page script sent, or what the browser was given instead. */
async function textOf(kind: 'create' | 'get', script: string): Promise<string | undefined> {
  const page = await openPage({ answer: () => ({ end: 'browser' }) })
  await page.run(`navigator.credentials.${kind}({ publicKey: ${script} })`)
  const [call] = page.told
  return call?.call === kind ? call.options : undefined
}

function outcomeOf(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return 'refused'
  }
}

describe('the text of options', () => {
  test.each(CREATE)(
    '[C17] [C18] [C19] create: %s reads as a browser reads it',
    async (_, script) => {
      const text = await textOf('create', script)
      const page = await openPage()
      const expected = outcomeOf(() => creationOptionsFromPage(page.run(script)))
      const read = (): unknown => creationOptionsFromJSON(JSON.parse(text ?? 'null'))
      expect(outcomeOf(read)).toEqual(expected)
    },
  )

  test.each(REQUEST)('[C16] [C18] get: %s reads as a browser reads it', async (_, script) => {
    const text = await textOf('get', script)
    const page = await openPage()
    const expected = outcomeOf(() => requestOptionsFromPage(page.run(script)))
    const read = (): unknown => requestOptionsFromJSON(JSON.parse(text ?? 'null'))
    expect(outcomeOf(read)).toEqual(expected)
  })

  test('[C17] reads each member once, in the order of Web IDL', async () => {
    const page = await openPage({ answer: () => ({ end: 'failure', name: 'A', message: '' }) })
    const read = `const seen = []; const spy = (value) => new Proxy(value, { get: (of, name) => {
      if (typeof name === 'string') seen.push(name); return Reflect.get(of, name) } });`
    const options = `spy({ ${GET}, userVerification: 'required', hints: [] })`
    await page.run(`${read} navigator.credentials.get({ publicKey: ${options} }).catch(() => 0)`)
    expect([...(page.run('seen') as string[])]).toEqual([
      'allowCredentials',
      'challenge',
      'extensions',
      'hints',
      'rpId',
      'timeout',
      'userVerification',
    ])
  })

  test('[C56] a getter that throws leaves the call to the browser, as it was made', async () => {
    const page = await openPage()
    const given = `var given = { publicKey: { get challenge() { throw new Error('mine') } } }`
    page.run(`${given}; navigator.credentials.get(given)`)
    expect(page.natives).toEqual([
      { kind: 'get', self: page.run('navigator.credentials'), options: page.run('given') },
    ])
    expect(page.told).toEqual([])
  })
})

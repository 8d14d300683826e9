import { createHash, hkdfSync } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { keyward } from './cases/keyward.ts'
import { creation, errorOf, request } from './cases/requests.ts'
import { temporaryFolder } from './cases/temporary-folder.ts'
import { seededRandom } from './randomness.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const SEED = '000102030405060708090a0b0c0d0e0f'
const seeded = (verb: string, store: string, input: object, seed = SEED) =>
  keyward(['authenticator', verb, '--store', folder.file(store), '--seed', seed], input)

describe('the stream of a seed', () => {
  const seed = new Uint8Array(16).fill(1)
  const input = Buffer.from('{}')

  test('is HKDF-SHA-256 of the seed, block by block, whatever the sizes of the pieces', () => {
    const salt = createHash('sha256').update(input).digest()
    const label = Buffer.from('keyward authenticator v1')
    const blocks = [0, 1, 2].map((i) =>
      Buffer.from(
        hkdfSync('sha256', seed, salt, Buffer.concat([label, Buffer.of(0, 0, 0, i)]), 32),
      ),
    )
    const random = seededRandom(seed, input)
    const pieces = [48, 0, 1, 31, 16].map((length) => random(length))
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(blocks))
  })

  test('is another one for another seed, and for another input', () => {
    const first = seededRandom(seed, input)(32)
    expect(seededRandom(seed, Buffer.from('{} '))(32)).not.toEqual(first)
    expect(seededRandom(new Uint8Array(17).fill(1), input)(32)).not.toEqual(first)
  })
})

describe('--seed', () => {
  test.each([-7, -8])(
    'the same seed, input and store give the same bytes (algorithm %i)',
    async (alg) => {
      const input = creation({
        pubKeyCredParams: [{ type: 'public-key', alg }],
        attestation: 'direct',
        extensions: { prf: { eval: { first: '' } } },
      })
      const created = await Promise.all(
        ['a', 'b'].map((name) => seeded('create', `${name}${alg}`, input)),
      )
      expect(created[0]).toMatchObject({ code: 0 })
      expect(created[1]).toEqual(created[0])
      const got = await Promise.all(
        ['a', 'b'].map((name) => seeded('get', `${name}${alg}`, request())),
      )
      expect(got[0]).toMatchObject({ code: 0 })
      expect(got[1]).toEqual(got[0])
    },
  )

  test('another seed or input gives another passkey', async () => {
    const first = await seeded('create', 'c', creation())
    const otherSeed = await seeded('create', 'c', creation(), `${SEED}00`)
    const otherInput = await seeded('create', 'c', creation({ timeout: 1 }))
    const ids = [first, otherSeed, otherInput].map(
      ({ out }) => (JSON.parse(out) as { id: string }).id,
    )
    expect(new Set(ids).size).toBe(3)
  })

  test('a passkey that is there already is not made again', async () => {
    await seeded('create', 'd', creation())
    const again = await seeded('create', 'd', creation())
    expect(errorOf(again)).toMatchObject({ name: 'NotAllowedError', rule: 'ceremony.not-saved' })
  })

  test('leaves no date, since it has no clock', async () => {
    await seeded('create', 'e', creation())
    const { out } = await keyward(['authenticator', 'list', '--store', folder.file('e')])
    expect(JSON.parse(out)).toMatchObject({ passkeys: [{ createdAt: null }] })
  })

  test('RS256 passkeys can not be made from a seed, and the next algorithm is taken', async () => {
    const rs256 = { type: 'public-key', alg: -257 }
    const alone = await seeded('create', 'f', creation({ pubKeyCredParams: [rs256] }))
    expect(errorOf(alone)).toMatchObject({
      name: 'NotSupportedError',
      rule: 'ceremony.no-algorithm',
    })
    const both = creation({ pubKeyCredParams: [rs256, { type: 'public-key', alg: -8 }] })
    expect(JSON.parse((await seeded('create', 'f', both)).out)).toMatchObject({
      response: { publicKeyAlgorithm: -8 },
    })
  })

  test('an RS256 passkey that is there signs the same with a seed', async () => {
    const rs256 = { type: 'public-key', alg: -257 }
    const args = ['authenticator', 'create', '--store', folder.file('g')]
    await keyward(args, creation({ pubKeyCredParams: [rs256] }))
    const first = await seeded('get', 'g', request())
    expect(first).toMatchObject({ code: 0 })
    expect(await seeded('get', 'g', request())).toEqual(first)
  })
})

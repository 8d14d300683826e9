import { calculateThumbprint, generateKeyPair, generateProof, type KeyPair } from 'dpop'
import { SignJWT, exportJWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ProvenRequest, Proofs } from './proof.ts'
import { UsedProofs } from './replay.ts'

const ADDRESS = 'https://keyward.test/v1/me'
const TOKEN = 'A'.repeat(43)
const NOW = 1_772_323_200_000

let keys: KeyPair
let thumbprint: string

beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true })
  thumbprint = await calculateThumbprint(keys.publicKey)
})

function proofs(): Proofs {
  return new Proofs(() => NOW, new UsedProofs())
}

interface Parts {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  readonly key?: CryptoKeyOf
}
type CryptoKeyOf = KeyPair['privateKey']

/** A proof with whatever is changed before it is signed. */
async function proof({ claims = {}, header = {}, key = keys.privateKey }: Parts = {}) {
  const { kty, crv, x, y } = await exportJWK(keys.publicKey)
  const payload = {
    jti: crypto.randomUUID(),
    htm: 'GET',
    htu: ADDRESS,
    iat: NOW / 1000,
    ath: 'DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo',
    ...claims,
  }
  const jwk = { kty, crv, x, y }
  const protectedHeader = { typ: 'dpop+jwt', alg: 'ES256', jwk, ...header }
  return new SignJWT(payload).setProtectedHeader(protectedHeader as { alg: string }).sign(key)
}

function request(text: string | undefined, more: Partial<ProvenRequest> = {}): ProvenRequest {
  return { proof: text, method: 'GET', url: ADDRESS, token: TOKEN, ...more }
}

const refused = (code: string) => ({ refusal: expect.objectContaining({ code }) as unknown })

describe('a proof of a device’s key', () => {
  test('of the client’s library is taken, with the offset that it learnt', async () => {
    const offset = Math.round((NOW - Date.now()) / 1000)
    const made = await generateProof(keys, ADDRESS, 'GET', undefined, TOKEN, { offset })
    const checked = await proofs().check(request(made))
    expect(checked.thumbprint).toBe(thumbprint)
  })

  test('has to be there', async () => {
    await expect(proofs().check(request(undefined))).rejects.toMatchObject(
      refused('proof_required'),
    )
  })

  test.each<[string, Parts, Partial<ProvenRequest>?]>([
    ['for another method', { claims: { htm: 'POST' } }],
    ['for another address', { claims: { htu: 'https://keyward.test/v1/chain' } }],
    ['for another origin', { claims: { htu: 'https://evil.test/v1/me' } }],
    ['with a query in its address', { claims: { htu: `${ADDRESS}?a=1` } }],
    ['for another token', { claims: { ath: 'B'.repeat(43) } }],
    ['for no token where there is one', { claims: { ath: undefined } }],
    ['for a token where there is none', {}, { token: undefined }],
    ['without an id', { claims: { jti: undefined } }],
    ['with an endless id', { claims: { jti: 'a'.repeat(101) } }],
    ['without a date', { claims: { iat: undefined } }],
    ['with an offset that is no whole number', { claims: { offset: 0.5 } }],
    ['of another type', { header: { typ: 'JWT' } }],
    ['with critical members', { header: { crit: ['b64'], b64: true } }],
  ])('%s is refused', async (_, parts, more) => {
    const made = await proof(parts).catch(() => 'not.signed.at-all')
    await expect(proofs().check(request(made, more))).rejects.toMatchObject(
      refused('proof_invalid'),
    )
  })

  test('signed by another key than it names is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    const made = await proof({ key: privateKey })
    await expect(proofs().check(request(made))).rejects.toMatchObject(refused('proof_invalid'))
  })

  test('that gives away its private key is refused', async () => {
    const jwk = await exportJWK(keys.privateKey)
    const made = await proof({ header: { jwk } })
    await expect(proofs().check(request(made))).rejects.toMatchObject(refused('proof_invalid'))
  })

  test('with another algorithm is refused, “none” among them', async () => {
    const ed25519 = await generateKeyPair('Ed25519')
    const made = await generateProof(ed25519, ADDRESS, 'GET', undefined, TOKEN)
    await expect(proofs().check(request(made))).rejects.toMatchObject(refused('proof_invalid'))
    const [, payload] = (await proof()).split('.')
    const header = Buffer.from('{"typ":"dpop+jwt","alg":"none"}').toString('base64url')
    const none = request(`${header}.${payload}.`)
    await expect(proofs().check(none)).rejects.toMatchObject(refused('proof_invalid'))
  })

  test.each(['', 'a', 'a.b', 'a.b.c', 'a.b.c.d', '{}', 'ä.ö.ü', 'x'.repeat(4097)])(
    'that is none is refused: %.10s',
    async (text) => {
      await expect(proofs().check(request(text))).rejects.toMatchObject(refused('proof_invalid'))
    },
  )

  test('with a point that is not on the curve is refused', async () => {
    const { kty, crv, x } = await exportJWK(keys.publicKey)
    const made = await proof({ header: { jwk: { kty, crv, x, y: 'A'.repeat(43) } } })
    await expect(proofs().check(request(made))).rejects.toMatchObject(refused('proof_invalid'))
  })

  test('may be dated a minute off, and not more; the refusal tells the server’s time', async () => {
    for (const seconds of [-60, 60]) {
      const made = await proof({ claims: { iat: NOW / 1000 + seconds } })
      await expect(proofs().check(request(made))).resolves.toMatchObject({ thumbprint })
    }
    for (const seconds of [-61, 61]) {
      const made = await proof({ claims: { iat: NOW / 1000 + seconds } })
      const refusal = { code: 'proof_time', serverTime: NOW }
      await expect(proofs().check(request(made))).rejects.toMatchObject({ refusal })
    }
  })

  test('counts its offset to its date', async () => {
    const made = await proof({ claims: { iat: NOW / 1000 - 86_400, offset: 86_400 } })
    await expect(proofs().check(request(made))).resolves.toMatchObject({ thumbprint })
  })

  test('counts once', async () => {
    const server = proofs()
    const checked = await server.check(request(await proof()))
    server.use(checked)
    expect(() => server.use(checked)).toThrow('The proof was used before.')
  })
})

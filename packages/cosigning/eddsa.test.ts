import { EDDSA } from '@keyward/primitives/keys'
import { decode } from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  eddsaHalf,
  eddsaNonce,
  eddsaRho,
  eddsaScalar,
  encodeEdwards,
  fromLittle,
  L,
  modulo,
  signEddsa,
  timesEdwards,
  toLittle,
} from './cases/oracle.ts'
import { BAD_POINTS, MIXED_POINT } from './cases/points.ts'
import { seededRandom } from './cases/random.ts'
import { assertionOf, dealOut, flipped, isGood, makePasskey, messageBytes } from './cases/scene.ts'
import { ed25519Seed, passkeyFromSeed } from './cases/secrets.ts'
import { type EddsaRequest, finishEddsa, parseEddsaShare, startEddsa } from './grantee.ts'
import { answerEddsa, checkRequest } from './signer.ts'

/** How many signatures are made: 50, or 1,000 in the long suites. */
const SIGNATURES = process.env['KEYWARD_LONG'] === '1' ? 1000 : 50
const POLICY = { userVerification: 'required' } as const
const random = seededRandom('eddsa')
const dealt = dealOut(makePasskey('eddsa'), 0)
const share = parseEddsaShare(dealt.deal, dealt.forGrantee)
const publicKey = share.publicKey
const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })
const { secret: seed, dealId } = decode(dealt.forSigner) as Record<string, Uint8Array>
const { secret: scalar } = decode(dealt.forGrantee) as Record<string, Uint8Array>

function ask(request: EddsaRequest, source = random): Uint8Array {
  return answerEddsa(checkRequest(dealt.signer, request, POLICY), source)
}

function signIn(n: number, tamper = (answer: Uint8Array): Uint8Array => answer): Uint8Array {
  const { request, pending } = startEddsa(share, assertionOf(n), random)
  return finishEddsa(pending, tamper(ask(request)))
}

test(`${SIGNATURES} co-signed assertions are good for OpenSSL, and for no other message`, () => {
  for (let n = 0; n < SIGNATURES; n += 1) {
    const signature = signIn(n)
    expect(isGood(dealt.pair.publicKey, assertionOf(n), signature)).toBe(true)
    expect(isGood(dealt.pair.publicKey, assertionOf(n + 1), signature)).toBe(false)
  }
})

describe('held to the oracle', () => {
  const a = eddsaScalar(ed25519Seed(dealt.pair))
  const a1 = eddsaHalf(seed as Uint8Array, dealId as Uint8Array)

  test('both halves add up to the secret scalar', () => {
    expect(modulo(a1 + fromLittle(scalar as Uint8Array), L)).toBe(a)
    expect(encodeEdwards(timesEdwards(a))).toEqual(publicKey)
  })

  test("the signature is RFC 8032's with the joined nonce", () => {
    for (let n = 0; n < 4; n += 1) {
      // The device draws 48 bytes for each of its nonces, the signer 32 for its own.
      const drawn = [random(48), random(48), random(32)] as const
      const queue = [...drawn]
      const source = () => queue.shift() as Uint8Array
      const { request, pending } = startEddsa(share, assertionOf(n), source)
      const answer = ask(request, source)
      const [d, e] = [fromLittle(drawn[0]) % L, fromLittle(drawn[1]) % L]
      const points = [d, e].map((nonce) => encodeEdwards(timesEdwards(nonce)))
      const [D, E] = points as [Uint8Array, Uint8Array]
      expect([request.d, request.e]).toEqual([D, E])
      const round = { publicKey, d: D, e: E, message: messageBytes(assertionOf(n)) }
      const k1 = eddsaNonce(drawn[2], a1, round)
      const r1 = encodeEdwards(timesEdwards(k1))
      expect(answer.subarray(0, 32)).toEqual(r1)
      const nonce = modulo(k1 + d + eddsaRho(round, r1) * e, L)
      expect(finishEddsa(pending, answer)).toEqual(signEddsa(a, nonce, round))
    }
  })
})

test('any key, dealt by any random source, signs any client data', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(bytes, bytes, fc.string(), (key, clientDataHash, name) => {
      const source = seededRandom(name)
      const from = dealOut(passkeyFromSeed(key), 0, { source })
      const assertion = { ...assertionOf(0), clientDataHash }
      const own = parseEddsaShare(from.deal, from.forGrantee)
      const { request, pending } = startEddsa(own, assertion, source)
      const answer = answerEddsa(checkRequest(from.signer, request, POLICY), source)
      const signature = finishEddsa(pending, answer)
      expect(isGood(from.pair.publicKey, assertion, signature)).toBe(true)
    }),
    { numRuns: 10 },
  )
})

describe('a malicious server is caught before anything leaves the device', () => {
  test('every flipped bit of the answer', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.nat(7), (at, bit) => {
        expect(() => signIn(1, (answer) => flipped(answer, at, bit))).toThrow(
          expect.objectContaining({ rule: expect.stringMatching(/^answer\./) }),
        )
      }),
      { numRuns: 20 },
    )
  })

  test("a replayed answer, and one with another deal's half", () => {
    const old = ask(startEddsa(share, assertionOf(1), random).request)
    expect(() => signIn(1, () => old)).toThrow(rule('answer.half'))
    const other = dealOut(dealt.pair, 0)
    const { request, pending } = startEddsa(share, assertionOf(1), random)
    const renamed = { ...request, dealId: other.deal.dealId }
    const foreign = answerEddsa(checkRequest(other.signer, renamed, POLICY), random)
    expect(() => finishEddsa(pending, foreign)).toThrow(rule('answer.half'))
  })

  test('an answer that is right for another message', () => {
    const { request, pending } = startEddsa(share, assertionOf(1), random)
    const answer = ask({ ...request, clientDataHash: assertionOf(2).clientDataHash })
    expect(() => finishEddsa(pending, answer)).toThrow(rule('answer.half'))
  })

  test.each(BAD_POINTS.filter(([, bytes]) => bytes.length === 32))(
    '%s as the nonce',
    (_, bytes) => {
      const wrong = (answer: Uint8Array) => Uint8Array.from([...bytes, ...answer.subarray(32)])
      expect(() => signIn(1, wrong)).toThrow(rule('answer.point'))
    },
  )

  test.each([
    [
      's1 = L',
      (answer: Uint8Array) => Uint8Array.from([...answer.subarray(0, 32), ...toLittle(L)]),
    ],
    ['63 bytes', (answer: Uint8Array) => answer.subarray(1)],
    ['65 bytes', (answer: Uint8Array) => Uint8Array.from([...answer, 0])],
  ])('an answer with %s', (_, wrong) => {
    expect(() => signIn(1, wrong)).toThrow(rule('answer.malformed'))
  })
})

test.each(BAD_POINTS)('the signer refuses %s as one of the nonces', (_, bytes) => {
  const { request } = startEddsa(share, assertionOf(1), random)
  expect(() => ask({ ...request, d: bytes })).toThrow(rule('request.point'))
  expect(() => ask({ ...request, e: bytes })).toThrow(rule('request.point'))
})

test('a nonce with a part of small order spoils what is made with it, and nothing else', () => {
  const { request, pending } = startEddsa(share, assertionOf(1), random)
  const answer = ask({ ...request, d: MIXED_POINT })
  expect(() => finishEddsa(pending, answer)).toThrow(rule('answer.half'))
  const mixed = (honest: Uint8Array) => Uint8Array.from([...MIXED_POINT, ...honest.subarray(32)])
  expect(() => signIn(1, mixed)).toThrow(rule('answer.half'))
})

test.each([...BAD_POINTS, ['a point with a part of order 4', MIXED_POINT] as const])(
  '%s is no public key',
  (_, x) => {
    const deal = { ...dealt.deal, publicKey: { algorithm: EDDSA, x } as const }
    const parse = () => parseEddsaShare(deal, dealt.forGrantee)
    expect(parse).toThrow(rule('deal.public-key'))
  },
)

describe('nonces serve once', () => {
  test('a sign-in is finished once, whatever the answer was', () => {
    const { request, pending } = startEddsa(share, assertionOf(1), random)
    const answer = ask(request)
    expect(() => finishEddsa(pending, answer.subarray(1))).toThrow(rule('answer.malformed'))
    expect(() => finishEddsa(pending, answer)).toThrow(rule('share.spent'))
  })

  test('a checked request is answered once', () => {
    const { request } = startEddsa(share, assertionOf(1), random)
    const checked = checkRequest(dealt.signer, request, POLICY)
    answerEddsa(checked, random)
    expect(() => answerEddsa(checked, random)).toThrow(rule('request.answered'))
  })

  test('the same request, sent again, is answered with another nonce', () => {
    const { request } = startEddsa(share, assertionOf(1), random)
    expect(ask(request).subarray(0, 32)).not.toEqual(ask(request).subarray(0, 32))
  })

  test('a random source that repeats itself repeats no nonce for another message or nonce', () => {
    const stuck = (length: number): Uint8Array => new Uint8Array(length).fill(3)
    const { request } = startEddsa(share, assertionOf(1), random)
    const { d, e } = startEddsa(share, assertionOf(1), random).request
    const { clientDataHash } = assertionOf(2)
    const asked = [request, { ...request, d }, { ...request, e }, { ...request, clientDataHash }]
    const nonces = asked.map((some) => ask(some, stuck).subarray(0, 32).toString())
    expect(new Set(nonces).size).toBe(4)
    expect(ask(request, stuck)).toEqual(ask(request, stuck))
  })

  test('a scalar of 0 is drawn again', () => {
    const zero = new Uint8Array(48)
    const draws = [zero, random(48), zero, zero, random(48)]
    const { request } = startEddsa(share, assertionOf(1), () => draws.shift() as Uint8Array)
    expect(draws).toHaveLength(0)
    expect(request.d).not.toEqual(request.e)
  })
})

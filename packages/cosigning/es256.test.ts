import { concatBytes, ecdsaFromDer } from '@keyward/codec'
import { decode } from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  es256Halves,
  es256Tag,
  fromBytes,
  inverse,
  modulo,
  N,
  signEcdsa,
  timesP256,
  toBytes,
} from './cases/oracle.ts'
import { seededRandom } from './cases/random.ts'
import {
  assertionOf,
  dealOut,
  type Dealt,
  flipped,
  isGood,
  makePasskey,
  messageBytes,
} from './cases/scene.ts'
import { p256Secret, passkeyFromScalar } from './cases/secrets.ts'
import { finishEs256, parseEs256Row, parseEs256Rows, startEs256 } from './grantee.ts'
import { answerEs256, checkRequest } from './signer.ts'

/** How many signatures are made: 50, or 1,000 in the long suites. */
const SIGNATURES = process.env['KEYWARD_LONG'] === '1' ? 1000 : 50
const POLICY = { userVerification: 'required' } as const
const dealt = dealOut(makePasskey('es256'), SIGNATURES)
const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })

/** One whole sign-in with a row; `tamper` stands between the signer and the device. */
function signIn(
  from: Dealt,
  index: number,
  tamper: (answer: Uint8Array) => Uint8Array = (answer) => answer,
): Uint8Array {
  const row = parseEs256Row(from.deal, index, rowBytes(from, index))
  const { request, pending } = startEs256(row, assertionOf(index))
  const answer = answerEs256(checkRequest(from.signer, request, POLICY))
  return finishEs256(pending, tamper(answer))
}

function rowBytes({ forGrantee }: Dealt, index: number): Uint8Array {
  const { secret } = decode(forGrantee) as { secret: Uint8Array }
  return secret.slice(index * 112, (index + 1) * 112)
}

/** What the halves of a row are, by the oracle. */
function opened(from: Dealt, index: number) {
  const { secret: seed, dealId } = decode(from.forSigner) as Record<string, Uint8Array>
  const row = rowBytes(from, index)
  const [u2, v2, r] = [0, 32, 64].map((at) => fromBytes(row.subarray(at, at + 32)))
  const numbers = { u2: u2 as bigint, v2: v2 as bigint, r: r as bigint, tag: row.slice(96) }
  return {
    ...numbers,
    ...es256Halves(seed as Uint8Array, dealId as Uint8Array, index),
    seed,
    dealId,
  }
}

test(`${SIGNATURES} co-signed assertions are good for OpenSSL, and for no other message`, () => {
  for (let index = 0; index < SIGNATURES; index += 1) {
    const signature = signIn(dealt, index)
    expect(isGood(dealt.pair.publicKey, assertionOf(index), signature)).toBe(true)
    expect(isGood(dealt.pair.publicKey, assertionOf(index + 1), signature)).toBe(false)
  }
})

describe('held to the oracle', () => {
  test('both halves of each row add up to 1/k and d/k, and the tag binds r', () => {
    const d = p256Secret(dealt.pair)
    for (let index = 0; index < 8; index += 1) {
      const row = opened(dealt, index)
      const u = modulo(row.u1 + row.u2, N)
      const v = modulo(row.v1 + row.v2, N)
      expect(modulo(v * inverse(u, N), N)).toBe(d)
      expect(timesP256(inverse(u, N))?.[0]).toBe(row.r)
      const tag = es256Tag(row.seed as Uint8Array, row.dealId as Uint8Array, index, row.r)
      expect(row.tag).toEqual(tag)
    }
  })

  test('the signature is that of textbook ECDSA with the key and the nonce', () => {
    const d = p256Secret(dealt.pair)
    for (let index = 0; index < 8; index += 1) {
      const { u1, u2 } = opened(dealt, index)
      const message = messageBytes(assertionOf(index))
      const { r, s } = signEcdsa(d, inverse(u1 + u2, N), message)
      const expected = Uint8Array.from([...toBytes(r, 32), ...toBytes(s, 32)])
      expect(ecdsaFromDer(signIn(dealt, index))).toEqual(expected)
    }
  })

  test('s is high in about half of the signatures, and is kept', () => {
    const high = Array.from({ length: SIGNATURES }, (_, index) => signIn(dealt, index)).filter(
      (der) => fromBytes(ecdsaFromDer(der).subarray(32)) > N / 2n,
    )
    expect(high.length).toBeGreaterThan(SIGNATURES / 10)
    expect(high.length).toBeLessThan((SIGNATURES * 9) / 10)
  })
})

test('any key, dealt by any random source, signs any client data as ECDSA does', () => {
  const scalars = fc.bigInt({ min: 1n, max: N - 1n })
  const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(scalars, hashes, fc.string(), (d, clientDataHash, name) => {
      const from = dealOut(passkeyOf(d), 1, { source: seededRandom(name) })
      const assertion = { ...assertionOf(0), clientDataHash }
      const [row] = parseEs256Rows(from.deal, from.forGrantee)
      if (row === undefined) throw new Error('There is no row.')
      const { request, pending } = startEs256(row, assertion)
      const answer = answerEs256(checkRequest(from.signer, request, POLICY))
      const signature = finishEs256(pending, answer)
      expect(isGood(from.pair.publicKey, assertion, signature)).toBe(true)
      const { u1, u2 } = opened(from, 0)
      const textbook = signEcdsa(d, inverse(u1 + u2, N), messageBytes(assertion))
      expect(fromBytes(ecdsaFromDer(signature).subarray(32))).toBe(textbook.s)
    }),
    { numRuns: 10 },
  )
})

describe('numbers at their edges', () => {
  /** A row for chosen halves: k and r follow from u, and d from v. */
  const rowOf = (choose: 'u2' | 'v2', value: bigint) => {
    const { u1, v1, dealId, seed } = opened(dealt, 0)
    const d = p256Secret(dealt.pair)
    const u = choose === 'u2' ? modulo(u1 + value, N) : modulo((v1 + value) * inverse(d, N), N)
    const r = (timesP256(inverse(u, N)) as readonly [bigint, bigint])[0] % N
    const tag = es256Tag(seed as Uint8Array, dealId as Uint8Array, 0, r)
    const numbers = [u - u1, u * d - v1, r].map((number) => toBytes(modulo(number, N), 32))
    return concatBytes(...numbers, tag)
  }

  test.each([
    ['u2', 0n],
    ['u2', 1n],
    ['u2', N - 1n],
    ['v2', 0n],
    ['v2', 1n],
    ['v2', N - 1n],
  ] as const)('a row with %s = %d signs', (name, value) => {
    const bytes = rowOf(name, value)
    const at = name === 'u2' ? 0 : 32
    expect(fromBytes(bytes.subarray(at, at + 32))).toBe(value)
    const started = startEs256(parseEs256Row(dealt.deal, 0, bytes), assertionOf(0))
    const answer = answerEs256(checkRequest(dealt.signer, started.request, POLICY))
    const signature = finishEs256(started.pending, answer)
    expect(isGood(dealt.pair.publicKey, assertionOf(0), signature)).toBe(true)
  })

  test.each([
    ['u2 = n', 0, N],
    ['v2 = n', 32, N],
    ['r = n', 64, N],
    ['r = 0', 64, 0n],
    ['u2 = 2^256 - 1', 0, 2n ** 256n - 1n],
  ])('a row with %s is refused', (_, at, value) => {
    const bytes = rowOf('u2', 5n)
    bytes.set(toBytes(value, 32), at)
    expect(() => parseEs256Row(dealt.deal, 0, bytes)).toThrow(rule('share.malformed'))
  })

  test.each([1n, 2n, N - 1n])('the private key %d is dealt and signs', (d) => {
    const from = dealOut(passkeyOf(d), 2)
    expect(isGood(from.pair.publicKey, assertionOf(1), signIn(from, 1))).toBe(true)
  })
})

describe('a malicious server is caught before anything leaves the device', () => {
  const { signer } = dealOut(dealt.pair, 4)

  test('[C113] every flipped bit of the answer', () => {
    fc.assert(
      fc.property(fc.nat(31), fc.nat(7), (at, bit) => {
        expect(() => signIn(dealt, 1, (answer) => flipped(answer, at, bit))).toThrow(
          expect.objectContaining({ rule: expect.stringMatching(/^answer\./) }),
        )
      }),
      { numRuns: 20 },
    )
  })

  test("a replayed half, another deal's half, and numbers without meaning", () => {
    const other = parseEs256Rows(dealt.deal, dealt.forGrantee)[3]
    if (other === undefined) throw new Error('There is no such row.')
    const { request } = startEs256(other, assertionOf(3))
    const replayed = answerEs256(checkRequest(dealt.signer, request, POLICY))
    const wrong = [replayed, toBytes(0n, 32), toBytes(1n, 32), toBytes(N - 1n, 32)]
    for (const answer of wrong)
      expect(() => signIn(dealt, 1, () => answer)).toThrow(rule('answer.signature'))
    const foreign = { ...dealt, signer }
    expect(() => signIn(foreign, 1)).toThrow(rule('request.deal'))
  })

  test.each([
    ['n', toBytes(N, 32)],
    ['31 bytes', new Uint8Array(31)],
    ['33 bytes', new Uint8Array(33)],
    ['nothing', new Uint8Array()],
  ])('an answer of %s', (_, answer) => {
    expect(() => signIn(dealt, 1, () => answer)).toThrow(rule('answer.malformed'))
  })
})

describe('once', () => {
  const first = () => parseEs256Row(dealt.deal, 0, rowBytes(dealt, 0))

  test('a row starts one sign-in, and is not given out afterwards', () => {
    const row = first()
    startEs256(row, assertionOf(0))
    expect(() => startEs256(row, assertionOf(0))).toThrow(rule('share.spent'))
    expect(() => row.exportBytes()).toThrow(rule('share.spent'))
  })

  test('an assertion of a wrong length spends no row', () => {
    const row = first()
    const wrong = { ...assertionOf(0), clientDataHash: new Uint8Array(31) }
    expect(() => startEs256(row, wrong)).toThrow(rule('assertion.client-data-hash-length'))
    expect(row.exportBytes()).toHaveLength(112)
  })

  test('an answer is taken once, and a checked request is answered once', () => {
    const { request, pending } = startEs256(first(), assertionOf(0))
    const checked = checkRequest(dealt.signer, request, POLICY)
    const answer = answerEs256(checked)
    expect(() => answerEs256(checked)).toThrow(rule('request.answered'))
    expect(() => finishEs256(pending, new Uint8Array(32))).toThrow(rule('answer.signature'))
    expect(() => finishEs256(pending, answer)).toThrow(rule('share.spent'))
  })

  test('the same random numbers never give the same nonce to another row or deal', () => {
    const stuck = (length: number): Uint8Array => new Uint8Array(length).fill(9)
    const from = dealOut(dealt.pair, 20, { source: stuck })
    const moving = seededRandom('other deal')
    const ids = (length: number): Uint8Array => (length === 16 ? moving(16) : stuck(length))
    const other = dealOut(dealt.pair, 20, { source: ids })
    const nonces = [from, other].flatMap((some) =>
      Array.from({ length: 20 }, (_, index) => opened(some, index).r),
    )
    expect(new Set(nonces).size).toBe(40)
  })
})

function passkeyOf(d: bigint) {
  return passkeyFromScalar(toBytes(d, 32))
}

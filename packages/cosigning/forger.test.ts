import { ecdsaToDer } from '@keyward/codec'
import { ed25519 } from '@noble/curves/ed25519.js'
import { decode } from 'cborg'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  eddsaHalf,
  eddsaRho,
  fromBytes,
  fromLittle,
  hash,
  inverse,
  L,
  modulo,
  N,
  power,
  signEcdsa,
  toBytes,
} from './cases/oracle.ts'
import { seededRandom } from './cases/random.ts'
import {
  choice,
  forge,
  type OpenSigner,
  plainChallenge,
  presigningSigner,
  SESSIONS,
} from './cases/ros.ts'
import { assertionOf, dealOut, isGood, makePasskey, messageBytes } from './cases/scene.ts'
import { p256Secret, rsaSecret } from './cases/secrets.ts'
import {
  type Assertion,
  parseEddsaShare,
  parseEs256Rows,
  parseRs256Share,
  startEddsa,
  startEs256,
  startRs256,
} from './grantee.ts'
import { nodeModExp } from './modexp/node.ts'
import { answerEddsa, answerEs256, answerRs256, checkRequest } from './signer.ts'

const POLICY = { userVerification: 'required' } as const
type EdPoint = InstanceType<typeof ed25519.Point>
const pointOf = (bytes: Uint8Array): EdPoint => ed25519.Point.fromBytes(bytes)
const random = seededRandom('forger')
const secretOf = (bytes: Uint8Array): Uint8Array => (decode(bytes) as { secret: Uint8Array }).secret
const digest = (assertion: Assertion): bigint =>
  fromBytes(hash('sha256', messageBytes(assertion))) % N

describe('ES256: a grantee who kept every row, and every answer to an index', () => {
  const COUNT = 40
  const dealt = dealOut(makePasskey('es256'), COUNT)
  const publicKey = dealt.pair.publicKey

  /** All that a grantee ever holds of one index that was used: u2, v2, r, the answer and its message. */
  const held = Array.from({ length: COUNT }, (_, index) => {
    const row = secretOf(dealt.forGrantee).slice(index * 112, index * 112 + 96)
    const [u2, v2, r] = [0, 32, 64].map((at) => fromBytes(row.subarray(at, at + 32)))
    return { u2, v2, r, s1: answerTo(index, index), m: digest(assertionOf(index)) } as {
      readonly [name in 'u2' | 'v2' | 'r' | 's1' | 'm']: bigint
    }
  })

  function answerTo(index: number, challenge: number): bigint {
    const row = parseEs256Rows(dealt.deal, dealt.forGrantee)[index]
    if (row === undefined) throw new Error('There is no such row.')
    const { request } = startEs256(row, assertionOf(challenge))
    return fromBytes(answerEs256(checkRequest(dealt.signer, request, POLICY)))
  }

  const isForgery = (r: bigint, s: bigint, wanted: Assertion): boolean =>
    isGood(publicKey, wanted, ecdsaToDer(Uint8Array.from([...toBytes(r, 32), ...toBytes(s, 32)])))

  test('[C109] signs nothing new by moving answers to other messages and rows', () => {
    const wanted = assertionOf(1_000)
    const m = digest(wanted)
    const sums = held.flatMap((one, i) => {
      const other = held[(i + 1) % COUNT] ?? one
      const mine = modulo(m * one.u2 + one.r * one.v2, N)
      const scale = m * inverse(one.m, N)
      return [one.s1, other.s1, one.s1 * scale, one.s1 + other.s1, one.s1 - other.s1, 0n].map(
        (s1) => ({ r: one.r, s: modulo(s1 + mine, N) }),
      )
    })
    const forged = sums.filter(({ r, s }) => s !== 0n && isForgery(r, s, wanted))
    expect(sums).toHaveLength(COUNT * 6)
    expect(forged).toEqual([])
  })

  test('[C109] knows nothing of the key: all it holds fits every other key as well', () => {
    const real = p256Secret(dealt.pair)
    const keys = [real, 1n, N - 1n, ...Array.from({ length: 20 }, () => fromBytes(random(32)) % N)]
    for (const d of keys) {
      for (const { u2, v2, r, s1, m } of held) {
        // The only halves of the signer that fit this key and the answer …
        const u1 = modulo((s1 + r * v2 - r * u2 * d) * inverse(m + r * d, N), N)
        const v1 = modulo((u1 + u2) * d - v2, N)
        // … give the very answer that was received, and v = u·d as every deal has it.
        expect(modulo(m * u1 + r * v1, N)).toBe(s1)
      }
    }
  })

  test('would have the key, and sign anything, if one index were answered twice', () => {
    const [{ u2, v2, r, s1, m }] = held as [(typeof held)[number]]
    const again = { s1: answerTo(0, 777), m: digest(assertionOf(777)) }
    const u1 = modulo((s1 - again.s1) * inverse(m - again.m, N), N)
    const v1 = modulo((s1 - m * u1) * inverse(r, N), N)
    const d = modulo((v1 + v2) * inverse(u1 + u2, N), N)
    expect(d === p256Secret(dealt.pair)).toBe(true)
    const wanted = assertionOf(1_000)
    const forged = signEcdsa(d, 12_345n, messageBytes(wanted))
    expect(isForgery(forged.r, forged.s, wanted)).toBe(true)
  })
})

describe('EdDSA: the forgery of 253 answers', () => {
  const dealt = dealOut(makePasskey('eddsa'), 0)
  const share = parseEddsaShare(dealt.deal, dealt.forGrantee)
  const { publicKey } = share
  const known = { publicKey, a2: fromLittle(secretOf(dealt.forGrantee)) }
  const wanted = assertionOf(1_000)
  const { dealId } = decode(dealt.forSigner) as { dealId: Uint8Array }
  const a1 = eddsaHalf(secretOf(dealt.forSigner), dealId)

  test('succeeds against a signer that gives its nonces out before it is told the message', () => {
    const nonces = Array.from({ length: SESSIONS }, () => fromBytes(random(48)))
    const asked: string[] = []
    const open = presigningSigner(a1, publicKey, (session) => nonces[session] as bigint)
    const watched = {
      ...open,
      close(session: number, message: Uint8Array) {
        asked.push(message.toString())
        return open.close(session, message)
      },
    }
    const forged = forge(watched, known, messageBytes(wanted))
    expect(isGood(dealt.pair.publicKey, wanted, forged)).toBe(true)
    expect(asked).toHaveLength(SESSIONS)
    expect(asked).not.toContain(messageBytes(wanted).toString())
  })

  describe('against the signer', () => {
    /** The forger's own nonces serve every request: it is the signer's that the attack is about. */
    const { request } = startEddsa(share, assertionOf(0), random)
    const [D, E] = [request.d, request.e].map((point) => pointOf(point))
    const ask = (message: Uint8Array): Uint8Array => {
      const [authenticatorData, clientDataHash] = [message.slice(0, 37), message.slice(37)]
      const asked = { ...request, authenticatorData, clientDataHash }
      return answerEddsa(checkRequest(dealt.signer, asked, POLICY), random)
    }
    const seen = new Map<number, Uint8Array>()
    const signer: OpenSigner = {
      // A nonce is seen by asking for something: the first of the session's two messages.
      open(session) {
        const answer = ask(choice(session, 0))
        seen.set(session, answer)
        return answer.slice(0, 32)
      },
      close(session, message) {
        const first = Buffer.compare(message, choice(session, 0)) === 0
        return fromLittle((first ? (seen.get(session) as Uint8Array) : ask(message)).slice(32))
      },
      challenge(r1, message) {
        const rho = eddsaRho({ ...request, publicKey, message }, r1)
        const r = pointOf(r1)
          .add(D as EdPoint)
          .add((E as EdPoint).multiplyUnsafe(rho))
        return plainChallenge(r.toBytes(), publicKey, message)
      },
    }
    let forged: Uint8Array

    beforeAll(() => {
      forged = forge(signer, known, messageBytes(wanted))
    })

    test('fails, though every session is answered, and each answer is good', () => {
      expect(isGood(dealt.pair.publicKey, wanted, forged)).toBe(false)
      for (const session of [0, 1, SESSIONS - 1]) {
        const answer = seen.get(session) as Uint8Array
        const r1 = answer.slice(0, 32)
        const h = signer.challenge(r1, choice(session, 0))
        const expected = pointOf(r1).add(ed25519.Point.BASE.multiply(modulo(h * a1, L)))
        const s1 = fromLittle(answer.slice(32))
        expect(ed25519.Point.BASE.multiply(s1).equals(expected)).toBe(true)
      }
    })

    test('has nothing to choose from: a nonce comes with its half, and no two answers share one', () => {
      const nonces = [...seen.values()].map((answer) => answer.subarray(0, 32).toString())
      expect(new Set(nonces).size).toBe(SESSIONS)
      expect(ask(choice(0, 0)).subarray(0, 32)).not.toEqual(seen.get(0)?.subarray(0, 32))
      expect(ask(choice(0, 1)).subarray(0, 32)).not.toEqual(seen.get(0)?.subarray(0, 32))
    })
  })
})

describe('RS256: a grantee who kept its half and every answer', () => {
  const dealt = dealOut(makePasskey('rs256'), 0)
  const share = parseRs256Share(dealt.deal, dealt.forGrantee)
  const { n, phi } = rsaSecret(dealt.pair)

  test('signs nothing new by multiplying, and its half is no key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => {
        const { request } = startRs256(share, assertionOf(i))
        return answerRs256(checkRequest(dealt.signer, request, POLICY), nodeModExp)
      }),
    )
    const wanted = assertionOf(1_000)
    const d2 = fromBytes(secretOf(dealt.forGrantee))
    const padded = fromBytes(
      Uint8Array.from([
        0,
        1,
        ...new Uint8Array(202).fill(0xff),
        ...Buffer.from('003031300d060960864801650304020105000420', 'hex'),
        ...hash('sha256', messageBytes(wanted)),
      ]),
    )
    const mine = power(padded, d2, n)
    const halves = [1n, ...answers.map(fromBytes)]
    const products = halves.flatMap((a) => halves.map((b) => modulo(a * b * mine, n)))
    const forged = products.filter((s) => isGood(dealt.pair.publicKey, wanted, toBytes(s, 256)))
    expect(forged).toEqual([])
    // d2 alone is no exponent that undoes e, so N is not factored by it as by d.
    expect(modulo(d2 * 65_537n, phi) === 1n).toBe(false)
  })
})

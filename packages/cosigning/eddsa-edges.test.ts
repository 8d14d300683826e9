import { type CborMap, decodeCbor, encodeCbor } from '@keyward/codec'
import { EDDSA } from '@keyward/primitives/keys'
import { describe, expect, test } from 'vitest'
import { eddsaHalf, encodeEdwards, L, modulo, timesEdwards, toLittle } from './cases/oracle.ts'
import { seededRandom } from './cases/random.ts'
import { assertionOf, dealOut, isGood, makePasskey } from './cases/scene.ts'
import { finishEddsa, parseEddsaShare, startEddsa } from './grantee.ts'
import { answerEddsa, checkRequest, parseSignerShare } from './signer.ts'

const POLICY = { userVerification: 'required' } as const
const random = seededRandom('eddsa edges')
const dealt = dealOut(makePasskey('eddsa'), 0)
const signerMap = decodeCbor(dealt.forSigner) as CborMap
const a1 = eddsaHalf(signerMap.get('secret') as Uint8Array, signerMap.get('dealId') as Uint8Array)
const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })

/** The grantee's half as it is sealed to its device, with this number in it. */
function halfOf(a2: bigint): Uint8Array {
  const map = decodeCbor(dealt.forGrantee) as CborMap
  return encodeCbor(new Map(map).set('secret', toLittle(a2)))
}

/** The deal of the key of which these are the two halves. */
function dealFor(a2: bigint) {
  const x = encodeEdwards(timesEdwards(modulo(a1 + a2, L)))
  return { ...dealt.deal, publicKey: { algorithm: EDDSA, x } as const }
}

/** What the device draws for its nonce: 48 bytes, reduced modulo L. */
const drawn = (scalar: bigint): Uint8Array => {
  const bytes = new Uint8Array(48)
  bytes.set(toLittle(scalar))
  return bytes
}

describe('numbers of EdDSA at their edges', () => {
  test.each([0n, 1n, L - 1n])('a grantee’s half of %d signs', (a2) => {
    const deal = dealFor(a2)
    const signer = parseSignerShare(deal, dealt.forSigner)
    const share = parseEddsaShare(deal, halfOf(a2))
    const { request, pending } = startEddsa(share, assertionOf(1), random)
    const signature = finishEddsa(
      pending,
      answerEddsa(checkRequest(signer, request, POLICY), random),
    )
    expect(isGood(deal.publicKey, assertionOf(1), signature)).toBe(true)
  })

  test.each([1n, L - 1n])('nonces of %d sign', (nonce) => {
    const share = parseEddsaShare(dealt.deal, dealt.forGrantee)
    const { request, pending } = startEddsa(share, assertionOf(1), () => drawn(nonce))
    expect(request.d).toEqual(encodeEdwards(timesEdwards(nonce)))
    const answer = answerEddsa(checkRequest(dealt.signer, request, POLICY), random)
    const signature = finishEddsa(pending, answer)
    expect(isGood(dealt.pair.publicKey, assertionOf(1), signature)).toBe(true)
  })

  test.each([L, L + 1n, 2n ** 256n - 1n])('a half of %d is no number below L', (a2) => {
    expect(() => parseEddsaShare(dealt.deal, halfOf(a2))).toThrow(rule('share.malformed'))
  })

  test('halves that add up to 0 are of no key', () => {
    const a2 = modulo(-a1, L)
    expect(() => parseEddsaShare(dealFor(a2), halfOf(a2))).toThrow(rule('deal.public-key'))
  })
})

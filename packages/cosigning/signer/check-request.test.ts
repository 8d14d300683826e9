import { describe, expect, test } from 'vitest'
import { N, toBytes } from '../cases/oracle.ts'
import { seededRandom } from '../cases/random.ts'
import { assertionOf, dealOut, flipped, makePasskey, messageBytes, TERMS } from '../cases/scene.ts'
import {
  parseEddsaShare,
  parseEs256Row,
  parseEs256Rows,
  startEddsa,
  startEs256,
} from '../grantee.ts'
import { type Es256Request, type SigningRequest } from '../signer.ts'
import type { AssertionPolicy } from './check-assertion.ts'
import { checkRequest } from './check-request.ts'

const REQUIRED = { userVerification: 'required' } as const
const OPTIONAL = { userVerification: 'optional' } as const
const COUNT = 3
const pair = makePasskey('es256')
const dealt = dealOut(pair, COUNT)
const [first] = parseEs256Rows(dealt.deal, dealt.forGrantee)
const firstRow = first?.exportBytes() as Uint8Array

function requestWith(change: Partial<Es256Request>): Es256Request {
  const { request } = startEs256(parseEs256Row(dealt.deal, 0, firstRow), assertionOf(1))
  return { ...request, ...change }
}

function refusal(request: SigningRequest, policy: AssertionPolicy = REQUIRED): string {
  try {
    checkRequest(dealt.signer, request, policy)
    return 'accepted'
  } catch (error) {
    return (error as { rule: string }).rule
  }
}

const withFlags = (flags: number) => requestWith(assertionOf(1, flags))
const withData = (at: number) =>
  requestWith({ authenticatorData: flipped(assertionOf(1).authenticatorData, at) })

describe('what a grantee may not ask is refused with the rule named', () => {
  test('an honest request is accepted, and shows the very bytes to log', () => {
    const checked = checkRequest(dealt.signer, requestWith({}), REQUIRED)
    expect(checked.message).toEqual(messageBytes(assertionOf(1)))
    checked.message.fill(0)
    expect(checked.message).toEqual(messageBytes(assertionOf(1)))
  })

  test.each([0, 15, 31])("another site's RP ID hash, byte %d", (at) => {
    expect(refusal(withData(at))).toBe('assertion.rp-id-hash')
  })

  test.each([0, 36, 38, 55, 1000])('authenticator data of %d bytes', (length) => {
    const authenticatorData = new Uint8Array(length)
    authenticatorData.set(assertionOf(1).authenticatorData.subarray(0, Math.min(37, length)))
    const rule = 'assertion.authenticator-data-length'
    expect(refusal(requestWith({ authenticatorData }))).toBe(rule)
  })

  test.each([0, 31, 33, 64])('a client data hash of %d bytes', (length) => {
    const clientDataHash = new Uint8Array(length)
    expect(refusal(requestWith({ clientDataHash }))).toBe('assertion.client-data-hash-length')
  })

  test.each([
    ['UP missing', 0x1c, 'assertion.user-presence'],
    ['UV missing', 0x19, 'assertion.user-verification'],
    ['attested data', 0x5d, 'assertion.attested-data'],
    ['extensions', 0x9d, 'assertion.extension-data'],
    ['the first reserved flag', 0x1f, 'assertion.reserved-flags'],
    ['the second reserved flag', 0x3d, 'assertion.reserved-flags'],
    ['BE missing', 0x05, 'assertion.backup-eligible'],
    ['BE missing beside BS', 0x15, 'assertion.backup-eligible'],
    ['BS missing', 0x0d, 'assertion.backup-state'],
  ])('%s', (_, flags, rule) => {
    expect(refusal(withFlags(flags))).toBe(rule)
  })

  test('of all 256 values of the flags, one is accepted, and one more where UV is optional', () => {
    const all = Array.from({ length: 256 }, (_, flags) => flags)
    const accepted = (policy: AssertionPolicy) =>
      all.filter((flags) => refusal(withFlags(flags), policy) === 'accepted')
    expect(accepted(REQUIRED)).toEqual([0x1d])
    expect(accepted(OPTIONAL)).toEqual([0x19, 0x1d])
  })

  test.each([
    ['none', 0x05],
    ['eligible', 0x0d],
    ['backed-up', 0x1d],
  ] as const)('of a passkey that is %s, the one value of BE and BS is accepted', (backup, own) => {
    const from = dealOut(pair, 1, { terms: { ...TERMS, backup } })
    const rules = [0x05, 0x0d, 0x15, 0x1d].filter((flags) => {
      const [row] = parseEs256Rows(from.deal, from.forGrantee)
      if (row === undefined) throw new Error('There is no row.')
      const { request } = startEs256(row, assertionOf(1, flags))
      try {
        return checkRequest(from.signer, request, REQUIRED).algorithm === 'ES256'
      } catch {
        return false
      }
    })
    expect(rules).toEqual([own])
  })

  test.each([33, 34, 35, 36])('a counter above 0, byte %d', (at) => {
    expect(refusal(withData(at))).toBe('assertion.counter')
  })
})

describe('what is not of this deal is refused', () => {
  test('a request for another deal, though its tag is good there', () => {
    const other = dealOut(pair, COUNT)
    const [row] = parseEs256Rows(other.deal, other.forGrantee)
    if (row === undefined) throw new Error('There is no row.')
    const { request } = startEs256(row, assertionOf(1))
    expect(refusal(request)).toBe('request.deal')
    expect(refusal({ ...request, dealId: dealt.deal.dealId })).toBe('request.tag')
  })

  test('a request of another algorithm', () => {
    const { authenticatorData, clientDataHash } = assertionOf(1)
    const { dealId } = dealt.deal
    const rsa = { algorithm: 'RS256', dealId, authenticatorData, clientDataHash } as const
    expect(refusal(rsa)).toBe('request.algorithm')
    const from = dealOut(makePasskey('eddsa'), 0)
    const share = parseEddsaShare(from.deal, from.forGrantee)
    const { request } = startEddsa(share, assertionOf(1), seededRandom('algorithm'))
    expect(refusal({ ...request, dealId })).toBe('request.algorithm')
  })

  test.each([COUNT, COUNT + 1, 2 ** 32, 2 ** 53, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'the index %d',
    (index) => {
      expect(refusal(requestWith({ index }))).toBe('request.index')
    },
  )

  test.each([1, 2])('the tag of index 0 for index %d', (index) => {
    expect(refusal(requestWith({ index }))).toBe('request.tag')
  })

  test('every forged tag: each bit turned, cut, longer, empty', () => {
    const { tag } = requestWith({})
    const forged = Array.from({ length: 128 }, (_, bit) => flipped(tag, bit >> 3, bit & 7))
    const lengths = [tag.subarray(1), Uint8Array.from([...tag, 0]), new Uint8Array()]
    for (const wrong of [...forged, ...lengths])
      expect(refusal(requestWith({ tag: wrong }))).toBe('request.tag')
  })

  test('another r under the same tag', () => {
    const { r } = requestWith({})
    for (const at of [8, 20, 31])
      expect(refusal(requestWith({ r: flipped(r, at) }))).toBe('request.tag')
    expect(refusal(requestWith({ r: toBytes(1n, 32) }))).toBe('request.tag')
  })

  test.each([
    ['0', toBytes(0n, 32)],
    ['n', toBytes(N, 32)],
    ['31 bytes', new Uint8Array(31).fill(1)],
    ['33 bytes', new Uint8Array(33).fill(1)],
  ])('r of %s', (_, r) => {
    expect(refusal(requestWith({ r }))).toBe('request.r')
  })
})

test('what was checked is what is answered, whatever happens to the request meanwhile', () => {
  const request = requestWith({})
  const checked = checkRequest(dealt.signer, request, REQUIRED)
  request.authenticatorData.fill(0)
  request.clientDataHash.fill(0)
  expect(checked.message).toEqual(messageBytes(assertionOf(1)))
})

test('a wiped share answers nothing', () => {
  const { signer, deal, forGrantee } = dealOut(pair, 1)
  const [row] = parseEs256Rows(deal, forGrantee)
  if (row === undefined) throw new Error('There is no row.')
  const { request } = startEs256(row, assertionOf(1))
  signer.wipe()
  expect(() => checkRequest(signer, request, REQUIRED)).toThrow(
    expect.objectContaining({ rule: 'share.spent' }),
  )
})

import { type CborMap, decodeCbor, encodeCbor } from '@keyward/codec'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../cases/random.ts'
import { ACCOUNT, dealOut, DEVICE, flipped, makePasskey, OWNER, TERMS } from '../cases/scene.ts'
import { makeDeal, signDeal } from '../dealer.ts'
import { CosigningError } from '../error.ts'
import {
  acceptDeal,
  type ExpectedDeal,
  parseEddsaShare,
  parseEs256Rows,
  parseRs256Share,
} from '../grantee.ts'
import { openDealForSigner, parseSignerShare } from '../signer.ts'
import { encodeDeal, hashDeal, parseDeal } from './deal.ts'

const random = seededRandom('deal')
const DEALS = [
  dealOut(makePasskey('es256'), 2),
  dealOut(makePasskey('eddsa'), 0),
  dealOut(makePasskey('rs256'), 0),
] as const
const [es256, eddsa, rs256] = DEALS
const OTHER_ID = 'BQUFBQUFBQUFBQUFBQUFBQ'
const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })

const expectedOf = (from: (typeof DEALS)[number]): ExpectedDeal => ({
  accountId: ACCOUNT,
  owners: [OWNER.publicKey],
  deviceId: DEVICE,
  publicKey: from.pair.publicKey,
  rpIdHash: TERMS.rpIdHash,
  sealed: from.forGrantee,
})

describe('the form', () => {
  test('a deal of each algorithm is read as it was signed, and encodes to the same bytes', () => {
    for (const { encoded, pair, dealer } of DEALS) {
      const deal = parseDeal(encoded)
      expect(deal).toMatchObject({ ...TERMS, publicKey: pair.publicKey, dealId: dealer.dealId })
      expect(encodeDeal(deal)).toEqual(encoded)
    }
  })

  test('a count without a pool, and a pool without a count, are refused', () => {
    const deal = parseDeal(es256.encoded)
    expect(() => parseDeal(encodeDeal({ ...deal, count: 0 }))).toThrow(rule('deal.count'))
    const other = { ...parseDeal(eddsa.encoded), count: 1 }
    expect(() => parseDeal(encodeDeal(other))).toThrow(rule('deal.count'))
    const many = { ...deal, count: 1001 }
    expect(() => parseDeal(encodeDeal(many))).toThrow(rule('deal.malformed'))
  })

  test('a later version is told from broken bytes', () => {
    const map = decodeCbor(es256.encoded) as CborMap
    const later = encodeCbor(new Map(map).set('v', 2))
    expect(() => parseDeal(later)).toThrow(rule('deal.version'))
    expect(() => parseDeal(Uint8Array.of(0xff))).toThrow(rule('deal.malformed'))
    expect(() => parseDeal(new Uint8Array(9000))).toThrow(rule('deal.malformed'))
  })

  test('RSA keys whose numbers are no such numbers are refused', () => {
    const deal = parseDeal(rs256.encoded)
    const key = deal.publicKey as Extract<typeof deal.publicKey, { n: Uint8Array }>
    const wrong = [
      { ...key, n: key.n.subarray(1) },
      { ...key, n: flipped(key.n, 255) },
      { ...key, n: Uint8Array.from([0, ...key.n]) },
      { ...key, e: Uint8Array.of(2) },
      { ...key, e: new Uint8Array() },
    ]
    for (const publicKey of wrong)
      expect(() => parseDeal(encodeDeal({ ...deal, publicKey }))).toThrow(rule('deal.malformed'))
  })

  test('fuzz: every input is read canonically or refused', () => {
    const { accepted, refused } = fuzzParser({
      name: 'deal',
      samples: DEALS.map(({ encoded }) => encoded),
      parse: parseDeal,
      reencode: encodeDeal,
      isOwnError: (error) => error instanceof CosigningError,
      runs: fuzzRuns(),
    })
    expect(accepted).toBeGreaterThan(100)
    expect(refused).toBeGreaterThan(100)
  })
})

describe('[C113] a device refuses what an owner did not sign for it', () => {
  test.each(DEALS.map((from) => [from.pair.publicKey.algorithm, from] as const))(
    'a deal of algorithm %d as it was signed is accepted',
    (_, from) => {
      expect(acceptDeal(from.encoded, expectedOf(from)).dealId).toBe(from.dealer.dealId)
    },
  )

  const stranger = makeIdentityKey(random)
  const [own] = DEALS

  test('one that another member signed, or that has no owner', () => {
    const forged = signDeal(stranger, own.dealer, TERMS, own.forGrantee)
    const expected = expectedOf(own)
    expect(() => acceptDeal(forged, expected)).toThrow(rule('deal.signature'))
    const owners = [stranger.publicKey]
    expect(() => acceptDeal(own.encoded, { ...expected, owners })).toThrow(rule('deal.signature'))
    expect(() => acceptDeal(own.encoded, { ...expected, owners: [] })).toThrow(
      rule('deal.signature'),
    )
    const both = [stranger.publicKey, OWNER.publicKey]
    expect(acceptDeal(own.encoded, { ...expected, owners: both }).count).toBe(2)
  })

  test('one in which any member was changed after it was signed', () => {
    const deal = parseDeal(own.encoded)
    const changes = [
      { dealId: OTHER_ID },
      { backup: 'none' as const },
      { count: 1 },
      { signerId: OTHER_ID },
      { signerKey: new Uint8Array(1216) },
      { signature: flipped(deal.signature, 3) },
      { sealedShareHash: flipped(deal.sealedShareHash, 3) },
      { rpIdHash: flipped(deal.rpIdHash, 3) },
      { deviceId: OTHER_ID },
      { publicKey: makePasskey('es256').publicKey },
    ]
    for (const change of changes) {
      const encoded = encodeDeal({ ...deal, ...change })
      expect(() => acceptDeal(encoded, expectedOf(own))).toThrow(rule('deal.signature'))
    }
  })

  test.each([
    ['account', { accountId: OTHER_ID }, 'deal.account'],
    ['device', { deviceId: OTHER_ID }, 'deal.device'],
    ['passkey', { publicKey: makePasskey('es256').publicKey }, 'deal.public-key'],
    ['algorithm', { publicKey: eddsa.pair.publicKey }, 'deal.public-key'],
    ['site', { rpIdHash: new Uint8Array(32) }, 'deal.rp-id-hash'],
    ['sealed share', { sealed: flipped(own.forGrantee, 100) }, 'deal.sealed-share'],
  ])("one for another %s, under an owner's signature", (_, instead, name) => {
    const expected = { ...expectedOf(own), ...instead }
    expect(() => acceptDeal(own.encoded, expected)).toThrow(rule(name))
  })
})

describe('a signer refuses what is not for it', () => {
  const account = { accountId: ACCOUNT, owners: [OWNER.publicKey] }
  const { signerId, signerKey } = TERMS

  test('a deal for another signer, or for a key that it had before', () => {
    const open = (signer: { signerId: string; signerKey: Uint8Array }) =>
      openDealForSigner(es256.encoded, account, signer)
    expect(open({ signerId, signerKey }).dealId).toBe(es256.dealer.dealId)
    expect(() => open({ signerId: OTHER_ID, signerKey })).toThrow(rule('deal.signer'))
    expect(() => open({ signerId, signerKey: flipped(signerKey, 9) })).toThrow(rule('deal.signer'))
  })

  test('a deal for another account, or not signed by its owners', () => {
    const self = { signerId, signerKey }
    const other = { ...account, accountId: OTHER_ID }
    expect(() => openDealForSigner(es256.encoded, other, self)).toThrow(rule('deal.account'))
    const owners = [makeIdentityKey(random).publicKey]
    expect(() => openDealForSigner(es256.encoded, { ...account, owners }, self)).toThrow(
      rule('deal.signature'),
    )
  })

  test('the hash of a deal names its very bytes', () => {
    expect(hashDeal(es256.encoded)).toEqual(hashDeal(es256.encoded.slice()))
    expect(hashDeal(es256.encoded)).not.toEqual(hashDeal(flipped(es256.encoded, 50)))
  })
})

describe('shares are not mixed', () => {
  test('no half opens as the other side’s', () => {
    for (const { deal, forGrantee } of DEALS)
      expect(() => parseSignerShare(deal, forGrantee)).toThrow(rule('share.deal'))
    expect(() => parseEs256Rows(es256.deal, es256.forSigner)).toThrow(rule('share.deal'))
    expect(() => parseEddsaShare(eddsa.deal, eddsa.forSigner)).toThrow(rule('share.deal'))
    expect(() => parseRs256Share(rs256.deal, rs256.forSigner)).toThrow(rule('share.deal'))
  })

  test('no half opens under another deal or algorithm', () => {
    const again = dealOut(es256.pair, 2)
    expect(() => parseEs256Rows(es256.deal, again.forGrantee)).toThrow(rule('share.deal'))
    expect(() => parseSignerShare(es256.deal, again.forSigner)).toThrow(rule('share.deal'))
    expect(() => parseEddsaShare(es256.deal, eddsa.forGrantee)).toThrow(rule('share.deal'))
    expect(() => parseEddsaShare(rs256.deal, eddsa.forGrantee)).toThrow(rule('share.deal'))
    expect(() => parseRs256Share(eddsa.deal, rs256.forGrantee)).toThrow(rule('share.deal'))
    expect(() => parseEs256Rows(eddsa.deal, eddsa.forGrantee)).toThrow(rule('share.malformed'))
  })

  test.each([
    ['signer', es256.forSigner, (bytes: Uint8Array) => parseSignerShare(es256.deal, bytes)],
    ['rows', es256.forGrantee, (bytes: Uint8Array) => parseEs256Rows(es256.deal, bytes)],
    ['scalar', eddsa.forGrantee, (bytes: Uint8Array) => parseEddsaShare(eddsa.deal, bytes)],
    ['exponent', rs256.forGrantee, (bytes: Uint8Array) => parseRs256Share(rs256.deal, bytes)],
  ] as const)('fuzz: every input as a share (%s) is read or refused', (name, sample, parse) => {
    const { accepted, refused } = fuzzParser<unknown>({
      name,
      samples: [sample],
      parse,
      isOwnError: (error) => error instanceof CosigningError,
      // A scalar that is read costs a point.
      runs: name === 'scalar' ? fuzzRuns() / 10 : fuzzRuns(),
    })
    expect(accepted).toBeGreaterThan(20)
    expect(refused).toBeGreaterThan(100)
  })
})

describe('a deal that can not be made', () => {
  test.each([0, -1, 1001, 1.5, Number.NaN])('%d sign-ins with ES256', (count) => {
    expect(() => makeDeal(es256.pair, count, random)).toThrow(rule('deal.count'))
  })

  test('a number of sign-ins where there is no pool', () => {
    expect(() => makeDeal(eddsa.pair, 1, random)).toThrow(rule('deal.count'))
  })

  test("another key's public key", () => {
    const { privateKey } = makePasskey('es256')
    const { publicKey } = es256.pair
    expect(() => makeDeal({ privateKey, publicKey }, 1, random)).toThrow(rule('deal.key-mismatch'))
  })

  test('terms that no reader would accept are not signed', () => {
    const terms = { ...TERMS, deviceId: 'device' }
    expect(() => signDeal(OWNER, es256.dealer, terms, es256.forGrantee)).toThrow(
      rule('deal.malformed'),
    )
    const short = { ...TERMS, rpIdHash: new Uint8Array(31) }
    expect(() => signDeal(OWNER, es256.dealer, short, es256.forGrantee)).toThrow(
      rule('deal.malformed'),
    )
  })

  test('wiped halves are not given out', () => {
    const dealer = makeDeal(es256.pair, 1, random)
    dealer.wipe()
    expect(() => dealer.exportForGrantee()).toThrow(rule('share.spent'))
    expect(() => dealer.exportForSigner()).toThrow(rule('share.spent'))
  })
})

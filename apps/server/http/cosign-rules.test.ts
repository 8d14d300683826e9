import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { parseActivity } from '@keyward/log'
import { describe, expect, test } from 'vitest'
import {
  askCosign,
  assertionOf,
  type CosignBody,
  outcomeOf,
  startSignIn,
  told,
} from '../cases/co-sign.ts'
import {
  dealt,
  type Kind,
  makeShared,
  setTerms,
  sharingDevice,
  shareWith,
  type TestDeal,
} from '../cases/deals.ts'
import { threeMembers } from './cases/three-members.ts'

const { olga, gus } = await threeMembers()
const device = await sharingDevice(gus)

async function sharedDeal(kind: Kind): Promise<TestDeal> {
  const shared = await makeShared(olga, kind)
  await setTerms(shared, gus.memberId)
  await shareWith(shared, [[gus, 'collaborator']])
  return dealt(shared, device)
}

const deals = {
  ES256: await sharedDeal('ES256'),
  EdDSA: await sharedDeal('EdDSA'),
  RS256: await sharedDeal('RS256'),
}
const other = await sharedDeal('ES256')

/** The rule of the newest refusal in the log. */
async function lastRefusal(): Promise<unknown> {
  const { entries } = await olga.device.must('getActivity', {
    query: { event: 'co-signing-refused', limit: 1000 },
  })
  return parseActivity(decodeBase64url(entries.at(-1) ?? '')).subject
}

const bent = (text: string): string => {
  const bytes = decodeBase64url(text)
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return encodeBase64url(bytes)
}

type Es256 = Extract<CosignBody['request'], { algorithm: 'ES256' }>

/** A request whose part of the deal is changed. */
function es256(change: (request: Es256) => Partial<Es256>): CosignBody {
  const { body } = startSignIn(deals.ES256, assertionOf('malicious'), 1)
  const request = body.request as Es256
  return { ...body, request: { ...request, ...change(request) } }
}

const N = Buffer.from('FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551', 'hex')
const IDENTITY = Uint8Array.of(1, ...Array.from({ length: 31 }, () => 0))

const flagged = (flags: number): CosignBody =>
  startSignIn(deals.ES256, assertionOf('malicious', flags), 1).body

function eddsa(change: object): CosignBody {
  const { body } = startSignIn(deals.EdDSA, assertionOf('malicious'))
  return { ...body, request: { ...body.request, ...change } as CosignBody['request'] }
}

const otherRow = (): Es256 => startSignIn(other, assertionOf('malicious'), 1).body.request as Es256

const lengthRule = (name: 'authenticatorData' | 'clientDataHash', length: number) => {
  const body = (): CosignBody => ({
    ...startSignIn(deals.ES256, assertionOf('malicious'), 1).body,
    [name]: encodeBase64url(new Uint8Array(length)),
  })
  const rule =
    name === 'authenticatorData'
      ? 'assertion.authenticator-data-length'
      : 'assertion.client-data-hash-length'
  return [rule, 'ES256', body] as const
}

const RULES: readonly (readonly [rule: string, deal: Kind, body: () => CosignBody])[] = [
  ['request.algorithm', 'EdDSA', () => es256(() => ({}))],
  ['request.algorithm', 'ES256', () => startSignIn(deals.RS256, assertionOf('x')).body],
  ['request.index', 'ES256', () => es256(() => ({ index: 25 }))],
  ['request.index', 'ES256', () => es256(() => ({ index: 2 ** 32 }))],
  ['request.index', 'ES256', () => es256(() => ({ index: Number.MAX_SAFE_INTEGER }))],
  ['request.tag', 'ES256', () => es256(() => ({ tag: '' }))],
  ['request.tag', 'ES256', () => es256(({ tag }) => ({ tag: `${tag}AAAA` }))],
  ['request.r', 'ES256', () => es256(() => ({ r: encodeBase64url(new Uint8Array(33).fill(1)) }))],
  ['request.point', 'EdDSA', () => eddsa({ d: '' })],
  ['request.tag', 'ES256', () => es256(() => ({ index: 2 }))],
  ['request.tag', 'ES256', () => es256(({ tag }) => ({ tag: bent(tag) }))],
  ['request.tag', 'ES256', () => es256(({ r }) => ({ r: bent(r) }))],
  ['request.tag', 'ES256', () => es256(() => otherRow())],
  ['request.r', 'ES256', () => es256(() => ({ r: encodeBase64url(new Uint8Array(32)) }))],
  ['request.r', 'ES256', () => es256(() => ({ r: encodeBase64url(Uint8Array.from(N)) }))],
  ['request.point', 'EdDSA', () => eddsa({ d: encodeBase64url(IDENTITY) })],
  ['request.point', 'EdDSA', () => eddsa({ e: encodeBase64url(new Uint8Array(32).fill(255)) })],
  [
    'assertion.rp-id-hash',
    'ES256',
    () => startSignIn(deals.ES256, assertionOf('x', 0x1d, 'evil.example'), 1).body,
  ],
  ...[0, 36, 38, 55, 1024].map((length) => lengthRule('authenticatorData', length)),
  ...[0, 31, 33].map((length) => lengthRule('clientDataHash', length)),
  ['assertion.user-presence', 'ES256', () => flagged(0x1c)],
  ['assertion.attested-data', 'ES256', () => flagged(0x5d)],
  ['assertion.extension-data', 'ES256', () => flagged(0x9d)],
  ['assertion.reserved-flags', 'ES256', () => flagged(0x1f)],
  ['assertion.reserved-flags', 'ES256', () => flagged(0x3d)],
  ['assertion.backup-eligible', 'ES256', () => flagged(0x15)],
  ['assertion.backup-state', 'ES256', () => flagged(0x0d)],
  [
    'assertion.counter',
    'ES256',
    () => {
      const assertion = assertionOf('x')
      assertion.authenticatorData[36] = 1
      return startSignIn(deals.ES256, assertion, 1).body
    },
  ],
]

describe('a grantee who sends what no honest device does', () => {
  test.each(RULES)('is refused by %s with %s, and the log says so', async (rule, kind, body) => {
    const deal = deals[kind]
    expect(told(await askCosign(gus, deal, body()))).toBe(`cosigning_refused ${rule}`)
    const { accountId } = deal.accepted
    expect(await lastRefusal()).toEqual({ rule, dealId: deal.dealId, accountId })
  })

  test('is refused for the deal of another device, as if there were none, and the log says so', async () => {
    const { body } = startSignIn(deals.ES256, assertionOf('foreign'), 1)
    expect(told(await askCosign(olga, deals.ES256, body))).toBe('deal_unknown')
    const subject = { rule: 'deal-unknown', dealId: null, accountId: null }
    expect(await lastRefusal()).toEqual(subject)
  })

  test('is refused before anything is read that is longer than any of it', async () => {
    const { body } = startSignIn(deals.ES256, assertionOf('long'), 1)
    const long = encodeBase64url(new Uint8Array(1025))
    for (const change of [{ authenticatorData: long }, { clientDataHash: long }])
      expect(told(await askCosign(gus, deals.ES256, { ...body, ...change }))).toBe('bad_request')
  })

  test('has spent nothing by all that: the honest sign-in goes on', async () => {
    expect(await outcomeOf(gus, deals.ES256, 'honest', 0)).toBe('ok')
    expect(await outcomeOf(gus, deals.EdDSA, 'honest')).toBe('ok')
    expect(await outcomeOf(gus, deals.RS256, 'honest')).toBe('ok')
  })

  test('may report that an answer did not fit, which Owners see', async () => {
    const { dealId, accepted } = deals.ES256
    await gus.device.must('reportDealFailed', { params: { dealId }, body: { index: 0 } })
    const { entries } = await olga.device.must('getActivity', {
      query: { event: 'deal-failed', limit: 10 },
    })
    const { subject } = parseActivity(decodeBase64url(entries.at(-1) ?? ''))
    expect(subject).toEqual({ accountId: accepted.accountId, dealId, index: 0 })
  })
})

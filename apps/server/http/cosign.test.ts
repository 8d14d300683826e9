import { decodeBase64url } from '@keyward/codec'
import { type ActivityEntry, parseActivity } from '@keyward/log'
import { describe, expect, test } from 'vitest'
import {
  askCosign,
  assertionOf,
  isGood,
  outcomeOf,
  signInWith,
  startSignIn,
  told,
} from '../cases/co-sign.ts'
import { dealt, type Kind, makeShared, setTerms, sharingDevice, shareWith } from '../cases/deals.ts'
import { addMember, remove } from '../cases/members.ts'
import { append, type TestMember } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { server, workspace, olga, uma, gus } = await threeMembers()

/** An account with a passkey that Gus may sign in with, and the deal of his device. */
async function sharedWithGus(kind: Kind = 'ES256', count?: number) {
  const shared = await makeShared(olga, kind)
  await setTerms(shared, gus.memberId)
  expect(await shareWith(shared, [[gus, 'collaborator']])).toBe('accepted')
  const device = await sharingDevice(gus)
  const deal = await dealt(shared, device, count === undefined ? {} : { count })
  return { shared, device, deal }
}

/** Every entry of the log that tells of a sign-in by this deal. */
async function answeredIn(by: TestMember, dealId: string) {
  const found: ActivityEntry[] = []
  for (let from = 1, hasMore = true; hasMore;) {
    const page = await by.device.must('getActivity', {
      query: { event: 'passkey-co-signed', from, limit: 1000 },
    })
    found.push(...page.entries.map((text) => parseActivity(decodeBase64url(text))))
    from = (found.at(-1)?.sequence ?? 0) + 1
    hasMore = page.hasMore
  }
  return found.filter(
    (entry): entry is Extract<ActivityEntry, { event: 'passkey-co-signed' }> =>
      entry.event === 'passkey-co-signed' && entry.subject.dealId === dealId,
  )
}

const IS_LONG = process.env['KEYWARD_LONG'] === '1'
const RUNS = IS_LONG ? 1000 : 20
/** Requests for one part of a deal at once. */
const AT_ONCE = IS_LONG ? 1000 : 200

describe('a co-signed sign-in', () => {
  test.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'with %s is one ordinary signature',
    async (kind) => {
      const { shared, device, ...first } = await sharedWithGus(kind)
      let { deal } = first
      for (let run = 0; run < RUNS; run += 1) {
        const index = run % 25
        if (run > 0 && index === 0) deal = await dealt(shared, device, { replaces: deal.dealId })
        const { assertion, signature } = await signInWith(gus, deal, `${kind} ${run}`, index)
        expect(isGood(shared.pair.publicKey, assertion, signature), `run ${run}`).toBe(true)
      }
    },
  )

  test('is logged with the very bytes that were signed, by whom and by which deal', async () => {
    const { shared, deal } = await sharedWithGus()
    const { assertion } = await signInWith(gus, deal, 'logged', 3)
    expect(await answeredIn(olga, deal.dealId)).toMatchObject([
      {
        memberId: gus.memberId,
        deviceId: gus.deviceId,
        subject: {
          accountId: shared.account.accountId,
          index: 3,
          ...assertion,
          sealedReason: null,
          approvalId: null,
        },
      },
    ])
  })
})

describe('one part of a deal', () => {
  test('is answered once, however many requests come at once', async () => {
    const { shared, deal } = await sharedWithGus('ES256', 8)
    const started = Array.from({ length: AT_ONCE }, (_, at) =>
      startSignIn(deal, assertionOf(`parallel ${at}`), 7),
    )
    const answers = await Promise.all(started.map(({ body }) => askCosign(gus, deal, body)))
    const outcomes = answers.map(told)
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'index_spent']))
    const entries = await answeredIn(olga, deal.dealId)
    expect(entries).toHaveLength(1)
    // The one that was answered is the one that was logged, and its signature is good.
    const at = outcomes.indexOf('ok')
    const { assertion, finish } = started[at]!
    expect(entries[0]?.subject).toMatchObject({ index: 7, ...assertion })
    const answer = answers[at]!.body
    const signature = await finish(answer as Parameters<typeof finish>[0])
    expect(isGood(shared.pair.publicKey, assertion, signature)).toBe(true)
  })

  test('is spent together with all before it', async () => {
    const { deal } = await sharedWithGus()
    expect(await outcomeOf(gus, deal, 'later', 5)).toBe('ok')
    expect(await outcomeOf(gus, deal, 'earlier', 4)).toBe('index_spent')
    expect(await outcomeOf(gus, deal, 'the same', 5)).toBe('index_spent')
    expect(await outcomeOf(gus, deal, 'next', 6)).toBe('ok')
  })

  test('is not answered again to the same request with the same idempotency key', async () => {
    const { deal } = await sharedWithGus()
    const { body } = startSignIn(deal, assertionOf('repeated'), 0)
    const headers = { 'Idempotency-Key': 'AAAAAAAAAAAAAAAAAAAAAA' }
    const sent = { params: { dealId: deal.dealId }, body, headers }
    expect((await gus.device.ask('cosign', sent)).status).toBe(200)
    expect((await gus.device.ask('cosign', sent)).body.code).toBe('index_spent')
  })
})

describe('a deal', () => {
  test('is one device’s: another one of the same workspace does not know it', async () => {
    const { shared, deal } = await sharedWithGus()
    expect(await outcomeOf(uma, deal, 'stolen deal')).toBe('deal_unknown')
    await setTerms(shared, uma.memberId)
    await shareWith(shared, [
      [gus, 'collaborator'],
      [uma, 'collaborator'],
    ])
    const own = await dealt(shared, await sharingDevice(uma))
    expect(await outcomeOf(uma, deal, 'stolen deal')).toBe('deal_unknown')
    expect(await outcomeOf(uma, own, 'own deal')).toBe('ok')
    expect(await outcomeOf(gus, deal, 'own deal of Gus')).toBe('ok')
  })

  test('that was replaced goes on until the first answer of the new one', async () => {
    const { shared, device, deal } = await sharedWithGus()
    const next = await dealt(shared, device, { replaces: deal.dealId })
    expect(await outcomeOf(gus, deal, 'old', 0)).toBe('ok')
    expect(await outcomeOf(gus, next, 'new', 0)).toBe('ok')
    expect(await outcomeOf(gus, deal, 'old', 1)).toBe('deal_replaced')
    const { dead } = await gus.device.must('getDeals', { query: { since: 2 } })
    expect(dead).toContain(deal.dealId)
  })

  test('that was replaced ends a day later, and when another one comes', async () => {
    const { shared, device, deal } = await sharedWithGus()
    const next = await dealt(shared, device, { replaces: deal.dealId })
    const last = await dealt(shared, device, { replaces: next.dealId })
    expect(await outcomeOf(gus, deal, 'oldest')).toBe('deal_replaced')
    expect(await outcomeOf(gus, next, 'old', 0)).toBe('ok')
    server.now += 24 * 3_600_000
    expect(await outcomeOf(gus, next, 'old', 1)).toBe('deal_replaced')
    await server.store.sweep(server.now)
    expect(await outcomeOf(gus, next, 'old', 1)).toBe('deal_replaced')
    expect(await outcomeOf(gus, last, 'new')).toBe('ok')
  })

  test('gives the device what it needs, and Owners what they have to know', async () => {
    const { shared, deal } = await sharedWithGus()
    await signInWith(gus, deal, 'counted', 4)
    const { accountId } = shared.account
    const deals = await gus.device.must('getDeals', { query: { since: 0 } })
    expect(deals.deals.map((one) => one.deal)).toContain(deal.sent.deal)
    const grant = deals.grants.find((one) => one.accountId === accountId)
    expect(grant).toMatchObject({ signInsUsed: 1, left: 20 })
    const again = await gus.device.must('getDeals', { query: { since: deals.revision } })
    expect(again).toMatchObject({ deals: [], dead: [], hasMore: false })
    const dealing = await olga.device.must('getDealing', {})
    const account = dealing.accounts.find((one) => one.accountId === accountId)
    expect(account?.deals).toMatchObject([
      { dealId: deal.dealId, memberId: gus.memberId, count: 25, left: 20, used28Days: 1 },
    ])
    expect(account?.devices).toMatchObject([{ memberId: gus.memberId, deviceId: gus.deviceId }])
    expect((await uma.device.must('getDealing', {})).accounts).toEqual([])
  })
})

describe('revoking', () => {
  test('takes effect at the very next request: the list', async () => {
    const { shared, deal } = await sharedWithGus()
    expect(await outcomeOf(gus, deal, 'before', 0)).toBe('ok')
    expect(await shareWith(shared, [])).toBe('accepted')
    expect(await outcomeOf(gus, deal, 'after', 1)).toBe('deal_unknown')
    const { signerId } = server.signer
    const use = { dealId: deal.dealId, signerId, dealHash: new Uint8Array(32), index: 2, known: 0 }
    expect(await server.signer.spend([use], async () => [])).toEqual(['unknown'])
    // Sharing again makes a new grant: the old deal stays dead.
    await setTerms(shared, gus.memberId)
    expect(await shareWith(shared, [[gus, 'collaborator']])).toBe('accepted')
    expect(await outcomeOf(gus, deal, 'again', 3)).toBe('deal_unknown')
    const [known] = (await olga.device.must('pushDeals', { body: { deals: [deal.sent] } })).results
    expect(known).toMatchObject({ outcome: 'refused', code: 'deal_known' })
  })

  test('by making the grantee an Owner ends its deals', async () => {
    const shared = await makeShared(olga)
    await setTerms(shared, uma.memberId)
    await shareWith(shared, [[uma, 'manager']])
    const deal = await dealt(shared, await sharingDevice(uma))
    expect(await outcomeOf(uma, deal, 'as Manager', 0)).toBe('ok')
    expect(await shareWith(shared, [[uma, 'owner']])).toBe('accepted')
    expect(await outcomeOf(uma, deal, 'as Owner', 1)).toBe('deal_unknown')
  })

  test('while requests are on their way answers each part once, and none after it', async () => {
    const { shared, deal } = await sharedWithGus('ES256', 50)
    const started = Array.from({ length: 50 }, (_, at) =>
      startSignIn(deal, assertionOf(`race ${at}`), at),
    )
    const answers = started.map(({ body }) => askCosign(gus, deal, body))
    expect(await shareWith(shared, [])).toBe('accepted')
    const logged = (await answeredIn(olga, deal.dealId)).length
    const outcomes = (await Promise.all(answers)).map(told)
    const entries = await answeredIn(olga, deal.dealId)
    expect(entries).toHaveLength(outcomes.filter((one) => one === 'ok').length)
    expect(new Set(entries.map((one) => one.subject.index)).size).toBe(entries.length)
    expect(entries.length).toBe(logged)
  })

  test('takes effect at the very next request: the device, the member', async () => {
    const { deal } = await sharedWithGus()
    const vera = await addMember(workspace, 'Vera', 'guest')
    const shared = await makeShared(olga)
    await setTerms(shared, vera.memberId)
    await shareWith(shared, [[vera, 'collaborator']])
    const other = await dealt(shared, await sharingDevice(vera))
    expect(await outcomeOf(vera, other, 'before', 0)).toBe('ok')
    await remove(workspace, vera)
    expect(await outcomeOf(vera, other, 'after', 1)).toBe('unauthenticated')
    expect((await server.store.deals.live()).has(other.dealId)).toBe(false)
    await append(olga, { kind: 'device-removed', deviceId: gus.deviceId })
    expect(await outcomeOf(gus, deal, 'after', 0)).toBe('unauthenticated')
    expect((await server.store.deals.live()).has(deal.dealId)).toBe(false)
  })
})

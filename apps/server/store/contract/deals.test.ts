import { parseActivity } from '@keyward/log'
import { LIFETIMES } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { granted, newDeal, SIGNER_ID, useOf } from '../cases/deals.ts'
import { admit, append, makeScene } from '../cases/scene.ts'
import { DAY, makeBytes, makeId, NOW, once } from '../cases/values.ts'
import type { NewDeal } from '../ports/deals.ts'
import type { Store } from '../store.ts'

storeContract('deals', (store) => {
  async function begin() {
    const scene = await makeScene(store())
    return { scene, of: await granted(scene) }
  }

  async function insert(...deals: NewDeal[]): Promise<string[]> {
    const { workspaceId } = deals[0]!
    const done = await store().deals.insert(workspaceId, deals, once())
    return done.map(({ outcome }) => outcome)
  }

  async function logged({ workspaceId }: { workspaceId: string }) {
    const filter = { limit: 100, event: 'passkey-co-signed' }
    return (await store().activity.list(workspaceId, filter)).entries.map(parseActivity)
  }

  const pull = (of: Pick<NewDeal, 'workspaceId' | 'memberId' | 'deviceId'>, since = 0) => {
    const { workspaceId, memberId, deviceId } = of
    return store().deals.pull({ workspaceId, memberId, deviceId, since, limit: 100 })
  }

  describe('a deal', () => {
    test('is taken once, for who has the account', async () => {
      const { scene, of } = await begin()
      const deal = newDeal(of)
      expect(await insert(deal, deal)).toEqual(['accepted', 'known'])
      const stranger = { ...of, memberId: await admit(scene), deviceId: makeId() }
      expect(await insert(newDeal(stranger))).toEqual(['no-grant'])
      expect(await insert(newDeal({ ...of, memberId: scene.owner }))).toEqual(['no-grant'])
    })

    test('is answered for a repeated request as it was at first', async () => {
      const { of } = await begin()
      const deal = newDeal(of)
      const key = once(makeId())
      const first = await store().deals.insert(of.workspaceId, [deal], key)
      expect(await store().deals.insert(of.workspaceId, [deal], key)).toEqual(first)
    })

    test('names the one that it replaces', async () => {
      const { of } = await begin()
      const first = newDeal(of)
      expect(await insert(first)).toEqual(['accepted'])
      expect(await insert(newDeal(of))).toEqual(['stale'])
      expect(await insert(newDeal(of, { replaces: makeId() }))).toEqual(['stale'])
      const second = newDeal(of, { replaces: first.dealId })
      expect(await insert(second)).toEqual(['accepted'])
      expect(await insert(newDeal(of, { replaces: first.dealId }))).toEqual(['stale'])
      const otherKey = newDeal(of, { publicKeyHash: makeBytes() })
      expect(await insert(otherKey)).toEqual(['accepted'])
      const third = newDeal(of, { replaces: second.dealId })
      expect(await insert(third)).toEqual(['accepted'])
      expect([...(await store().deals.live()).keys()].toSorted()).toEqual(
        [second.dealId, third.dealId, otherKey.dealId].toSorted(),
      )
    })

    test('reaches its device, and its end too', async () => {
      const { of } = await begin()
      const deal = newDeal(of)
      await insert(deal)
      const page = await pull(of)
      expect(page).toMatchObject({
        deals: [{ bytes: deal.bytes, forDevice: deal.forDevice }],
        dead: [],
        hasMore: false,
        grants: [{ accountId: of.accountId, signInsUsed: 0, left: 25 }],
      })
      expect((await pull({ ...of, deviceId: makeId() })).deals).toEqual([])
      expect((await pull(of, page.revision)).deals).toEqual([])
      await of.revoke()
      expect(await pull(of, page.revision)).toMatchObject({
        deals: [],
        dead: [deal.dealId],
        grants: [],
      })
      expect((await pull(of)).dead).toEqual([])
    })

    test('is pulled in pages that leave none out', async () => {
      const { of } = await begin()
      const deals = Array.from({ length: 5 }, () => newDeal(of, { publicKeyHash: makeBytes() }))
      await insert(...deals)
      const found: Uint8Array[] = []
      let since = 0
      for (let hasMore = true; hasMore;) {
        const { workspaceId, memberId, deviceId } = of
        const asked = { workspaceId, memberId, deviceId, since, limit: 2 }
        const page = await store().deals.pull(asked)
        found.push(...page.deals.map(({ bytes }) => bytes))
        ;({ revision: since, hasMore } = page)
      }
      expect(found).toEqual(deals.map(({ bytes }) => bytes))
    })

    test('ends with its grant, its member, its device', async () => {
      const { scene, of } = await begin()
      const live = async (): Promise<number> => (await store().deals.live()).size
      await insert(newDeal(of))
      await of.revoke()
      expect(await live()).toBe(0)
      const again = await granted(scene)
      await insert(newDeal(again))
      await append(scene, { removedDeviceId: again.deviceId })
      expect(await live()).toBe(0)
      await insert(newDeal({ ...again, deviceId: makeId() }))
      expect(await live()).toBe(1)
      await append(scene, { removedMemberId: again.memberId })
      expect(await live()).toBe(0)
    })

    test('of another signer ends, as one that the signer lacks', async () => {
      const { of } = await begin()
      const kept = newDeal(of)
      const lacking = newDeal(of, { publicKeyHash: makeBytes() })
      const foreign = newDeal(of, { signerId: makeId(), publicKeyHash: makeBytes() })
      expect(await insert(kept, lacking, foreign)).toEqual(['accepted', 'accepted', 'known'])
      const changes = async (): Promise<number> => {
        const filter = { limit: 9, event: 'signer-changed' }
        return (await store().activity.list(of.workspaceId, filter)).entries.length
      }
      const live = new Set([kept.dealId])
      await store().deals.endOthers(SIGNER_ID, live, NOW)
      expect([...(await store().deals.live()).keys()]).toEqual([kept.dealId])
      expect(await changes()).toBe(0)
      await store().deals.endOthers(makeId(), live, NOW)
      expect((await store().deals.live()).size).toBe(0)
      expect(await changes()).toBe(1)
    })
  })

  describe('a use', () => {
    test('is logged and counted once, and spends its part', async () => {
      const { scene, of } = await begin()
      const deal = newDeal(of)
      await insert(deal)
      const { cosign } = store().deals
      expect(await cosign(useOf(deal, 3))).toBe('spent')
      expect(await cosign(useOf(deal, 3))).toBe('used-before')
      expect(await cosign(useOf(deal, 2))).toBe('used-before')
      expect(await logged(of)).toMatchObject([{ subject: { dealId: deal.dealId, index: 3 } }])
      expect((await pull(of)).grants).toMatchObject([{ signInsUsed: 1, left: 21 }])
      const asked = { workspaceId: of.workspaceId, memberId: scene.owner, after: '', limit: 9 }
      const used = async (now: number) =>
        (await store().deals.dealing({ ...asked, now })).rows[0]?.deals[0]?.used28Days
      expect(await used(NOW)).toBe(1)
      expect(await used(NOW + 27 * DAY)).toBe(1)
      expect(await used(NOW + 28 * DAY)).toBe(0)
    })

    test('of each of many deals at once is answered, each with its own entry', async () => {
      const { scene } = await begin()
      const deals: NewDeal[] = []
      for (let at = 0; at < 5; at += 1) deals.push(newDeal(await granted(scene)))
      await insert(...deals)
      const uses = deals.flatMap((deal) => [useOf(deal, 0), useOf(deal, 1), useOf(deal, 1)])
      const outcomes = await Promise.all(uses.map((use) => store().deals.cosign(use)))
      expect(outcomes).toEqual(deals.flatMap(() => ['spent', 'spent', 'used-before']))
      expect(await logged(scene)).toHaveLength(10)
    })

    test('that is refused changes nothing, and holds up no other one', async () => {
      const { scene } = await begin()
      const [bad, good] = [newDeal(await granted(scene)), newDeal(await granted(scene))]
      await insert(bad, good)
      const refusal = new Error('Refused by a limit.')
      const refused = {
        ...useOf(bad),
        judge: () => {
          throw refusal
        },
      }
      const both = [store().deals.cosign(refused), store().deals.cosign(useOf(good))]
      const [one, other] = await Promise.allSettled(both)
      expect(one).toEqual({ status: 'rejected', reason: refusal })
      expect(other).toEqual({ status: 'fulfilled', value: 'spent' })
      expect(await logged(scene)).toHaveLength(1)
      expect(await store().deals.cosign(useOf(bad))).toBe('spent')
    })

    test('of a deal that ended, or never was, is unknown', async () => {
      const { of } = await begin()
      const deal = newDeal(of)
      expect(await store().deals.cosign(useOf(deal))).toBe('unknown')
      await insert(deal)
      await of.revoke()
      expect(await store().deals.cosign(useOf(deal))).toBe('unknown')
      expect(await logged(of)).toEqual([])
    })

    test('of a new deal ends the one that it replaces; so does a day', async () => {
      const { of } = await begin()
      const first = newDeal(of)
      const second = newDeal(of, { replaces: first.dealId })
      await insert(first, second)
      expect(await store().deals.cosign(useOf(first, 0))).toBe('spent')
      expect(await store().deals.cosign(useOf(second, 0))).toBe('spent')
      expect(await store().deals.cosign(useOf(first, 1))).toBe('unknown')
      const third = newDeal(of, { replaces: second.dealId })
      await insert(third)
      await store().sweep(NOW + LIFETIMES.replacedDeal - 1)
      expect((await store().deals.live()).size).toBe(2)
      await store().sweep(NOW + LIFETIMES.replacedDeal)
      expect([...(await store().deals.live()).keys()]).toEqual([third.dealId])
    })
  })

  describe('terms', () => {
    test('follow one another, and begin anew with a new grant', async () => {
      const { of } = await begin()
      const { workspaceId, accountId, memberId } = of
      const put = (version: number) => {
        const terms = { workspaceId, accountId, memberId, version, statement: makeBytes(80) }
        return store().deals.putTerms(terms, [], once())
      }
      const stale = expect.objectContaining({ code: 'object_stale' })
      await expect(put(1)).rejects.toThrow(stale)
      await expect(put(3)).rejects.toThrow(stale)
      await put(2)
      await of.revoke()
      await expect(put(3)).rejects.toThrow(stale)
      await put(1)
    })
  })

  describe('keys of devices', () => {
    test('are kept by device, and tell of themselves when they change', async () => {
      const { of } = await begin()
      const { workspaceId, memberId, deviceId } = of
      const revision = async () => (await store().workspaces.get(workspaceId))?.revision ?? 0
      const statement = makeBytes(1400)
      const before = await revision()
      await store().deals.putKey({ workspaceId, memberId, deviceId, statement })
      const after = await revision()
      expect(after).toBeGreaterThan(before)
      await store().deals.putKey({ workspaceId, memberId, deviceId, statement })
      expect(await revision()).toBe(after)
      expect(await keysOf(store(), of)).toEqual([{ memberId, deviceId, statement }])
    })
  })
})

function keysOf(
  store: Store,
  { workspaceId, memberId }: Pick<NewDeal, 'workspaceId' | 'memberId'>,
) {
  return store.deals.keys(workspaceId, [memberId, makeId()])
}

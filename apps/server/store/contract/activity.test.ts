import {
  addLeaf,
  EMPTY_ROOT,
  encodeStatement,
  genesisHead,
  isConsistent,
  isIncluded,
  leafHash,
  NO_PEAKS,
  parseActivity,
  rootOf,
  verifyActivity,
} from '@keyward/log'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import type { ActivityDraft, ActivityFilter } from '../ports/activity.ts'
import { report } from '../cases/rows.ts'
import { makeScene } from '../cases/scene.ts'
import { makeBytes, makeId, NOW } from '../cases/values.ts'

/** What a device says, as the store gets it: its signature has been checked before. */
function stated(workspaceId: string, memberId: string, accountId = makeId()) {
  return encodeStatement({
    workspaceId,
    memberId,
    deviceId: makeId(),
    statementId: makeId(),
    at: NOW,
    event: 'passkey-signed-in',
    subject: { accountId, credentialIdHash: makeBytes() },
    signature: makeBytes(64),
  })
}

const after = (ms: number, draft: ActivityDraft): ActivityDraft => ({ ...draft, time: NOW + ms })

storeContract('activity', (store) => {
  const listed = async (
    workspaceId: string,
    filter: Partial<ActivityFilter>,
    either?: { memberId: string; accountIds: readonly string[] },
  ) => {
    const page = await store().activity.list(workspaceId, { limit: 1000, ...filter }, either)
    return page.entries.map((bytes) => parseActivity(bytes).sequence)
  }

  describe('the activity log', () => {
    test('is a chain that can be verified', async () => {
      const { workspaceId } = await makeScene(store())
      const begun = { ...genesisHead(workspaceId), root: EMPTY_ROOT }
      expect(await store().activity.head(workspaceId)).toEqual(begun)
      for (let i = 0; i < 3; i += 1) {
        await store().activity.append(workspaceId, [report(makeId()), report(makeId())])
      }
      const { entries, hasMore } = await store().activity.list(workspaceId, { limit: 10 })
      expect(hasMore).toBe(false)
      const verified = verifyActivity(entries.map(parseActivity), {
        from: genesisHead(workspaceId),
        devices: () => undefined,
      })
      expect(await store().activity.head(workspaceId)).toMatchObject({ ...verified, sequence: 6 })
    })

    test('has a hash tree, and proofs of every entry and every beginning', async () => {
      const { workspaceId } = await makeScene(store())
      const { activity } = store()
      const heads = [await activity.head(workspaceId)]
      for (let count = 0; count < 5; count += 1) {
        for (let more = 0; more < 4; more += 1)
          heads.push(await activity.append(workspaceId, [report(makeId())]))
        await activity.append(workspaceId, [report(makeId()), report(makeId()), report(makeId())])
        heads.push(await activity.head(workspaceId))
      }
      const { entries } = await activity.list(workspaceId, { limit: 100 })
      expect(entries).toHaveLength(35)
      for (const { sequence: size, root } of heads) {
        const made = entries.slice(0, size).reduce((peaks, bytes) => {
          return addLeaf(peaks, leafHash(bytes)).peaks
        }, NO_PEAKS)
        expect(root).toEqual(rootOf(made))
        expect(await activity.root(workspaceId, size)).toEqual(root)
        const sequences = entries.slice(0, size).map((_, at) => at + 1)
        const proofs = await activity.inclusion(workspaceId, sequences, size)
        const missed = sequences.filter((sequence, at) => {
          const leaf = { index: sequence - 1, hash: leafHash(entries[sequence - 1]!) }
          return !isIncluded(leaf, { size, root }, proofs[at]!)
        })
        expect(missed).toEqual([])
        for (const { sequence: first, root: before } of heads.filter(
          (one) => one.sequence <= size,
        )) {
          const proof = await activity.consistency(workspaceId, first, size)
          expect(isConsistent({ size: first, root: before }, { size, root }, proof)).toBe(true)
        }
      }
    })

    test('proves nothing of entries that it has not', async () => {
      const { workspaceId } = await makeScene(store())
      const { activity } = store()
      await activity.append(workspaceId, [report(makeId()), report(makeId())])
      const none = expect.objectContaining({ code: 'not_found' })
      await expect(activity.inclusion(workspaceId, [1], 3)).rejects.toThrow(none)
      await expect(activity.inclusion(workspaceId, [2, 3], 2)).rejects.toThrow(none)
      await expect(activity.inclusion(workspaceId, [0], 2)).rejects.toThrow(none)
      await expect(activity.root(workspaceId, 3)).rejects.toThrow(none)
      await expect(activity.consistency(workspaceId, 1, 3)).rejects.toThrow(none)
      await expect(activity.consistency(workspaceId, 2, 1)).rejects.toThrow(none)
      await expect(activity.head(makeId())).rejects.toThrow(none)
    })

    test('has each statement once', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const [one, two] = [stated(workspaceId, owner), stated(workspaceId, owner)]
      const draft = (statement: Uint8Array) => ({ time: NOW, statement })
      await store().activity.append(workspaceId, [draft(one), draft(one)])
      const head = await store().activity.append(workspaceId, [draft(two), draft(one)])
      expect(head.sequence).toBe(2)
      expect(await store().activity.append(workspaceId, [draft(two)])).toEqual(head)
      expect(await store().activity.append(workspaceId, [])).toEqual(head)
    })

    test('of another workspace is another, though a statement has the same id', async () => {
      const [one, two] = [await makeScene(store()), await makeScene(store())]
      await store().activity.append(one.workspaceId, [report(makeId())])
      expect((await store().activity.head(two.workspaceId)).sequence).toBe(0)
      expect(await listed(two.workspaceId, {})).toEqual([])
    })

    test('is shown from an entry on, and says whether there is more', async () => {
      const { workspaceId } = await makeScene(store())
      const drafts = Array.from({ length: 7 }, () => report(makeId()))
      await store().activity.append(workspaceId, drafts)
      expect(await listed(workspaceId, { from: 6 })).toEqual([6, 7])
      expect(await listed(workspaceId, { from: 3, until: 4 })).toEqual([3, 4])
      for (const [limit, hasMore] of [
        [6, true],
        [7, false],
      ] as const) {
        const page = await store().activity.list(workspaceId, { limit })
        expect(page.entries).toHaveLength(limit)
        expect(page.hasMore).toBe(hasMore)
      }
    })

    test('is filtered by member, account, event and time, and by all of them', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const [account, other] = [makeId(), makeId()]
      const statement = stated(workspaceId, owner, account)
      await store().activity.append(workspaceId, [
        report(account),
        after(10, report(other)),
        after(20, { time: 0, statement }),
      ])
      expect(await listed(workspaceId, { memberId: owner })).toEqual([3])
      expect(await listed(workspaceId, { accountIds: [account] })).toEqual([1, 3])
      expect(await listed(workspaceId, { accountIds: [] })).toEqual([])
      expect(await listed(workspaceId, { event: 'account-created' })).toEqual([1, 2])
      expect(await listed(workspaceId, { after: NOW + 10 })).toEqual([2, 3])
      expect(await listed(workspaceId, { before: NOW + 10 })).toEqual([1])
      const all = { memberId: owner, accountIds: [account], event: 'passkey-signed-in' }
      expect(await listed(workspaceId, { ...all, after: NOW, before: NOW + 30 })).toEqual([3])
      expect(await listed(workspaceId, { ...all, event: 'exported' })).toEqual([])
    })

    test('is shown to a member where it is the member’s own, or of its accounts', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const [mine, asked, hidden] = [makeId(), makeId(), makeId()]
      await store().activity.append(workspaceId, [
        report(mine),
        report(hidden),
        { time: NOW, statement: stated(workspaceId, owner, hidden) },
        { time: NOW, statement: stated(workspaceId, makeId(), hidden) },
        { time: NOW, statement: stated(workspaceId, owner, mine) },
        report(asked),
      ])
      const either = { memberId: owner, accountIds: [mine, asked] }
      expect(await listed(workspaceId, {}, either)).toEqual([1, 3, 5, 6])
      expect(await listed(workspaceId, { limit: 2 }, either)).toEqual([1, 3])
      expect(await listed(workspaceId, { accountIds: [hidden] }, either)).toEqual([3])
      expect(await listed(workspaceId, { accountIds: [mine] }, either)).toEqual([1, 5])
      expect(await listed(workspaceId, {}, { memberId: owner, accountIds: [] })).toEqual([3, 5])
    })

    test('is searched for any number of accounts', async () => {
      const { workspaceId } = await makeScene(store())
      const accountIds = Array.from({ length: 12_000 }, makeId)
      const wanted = [accountIds[0]!, accountIds[6_000]!, accountIds[11_999]!]
      await store().activity.append(
        workspaceId,
        wanted.toReversed().map((id) => report(id)),
      )
      expect(await listed(workspaceId, { accountIds })).toEqual([1, 2, 3])
    })
  })
})

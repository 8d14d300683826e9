import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { claiming, newAccount, sealed, writeTo } from '../cases/objects.ts'
import { chainRow, report } from '../cases/rows.ts'
import { changes, kept, makeScene, push } from '../cases/scene.ts'
import { makeBytes, makeId, once } from '../cases/values.ts'

/** So many requests at once, each begun before any was answered. */
const AT_ONCE = 12

function allAtOnce<T>(request: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: AT_ONCE }, (_, index) => request(index)))
}

const count = <T>(values: readonly T[], wanted: T): number =>
  values.filter((value) => value === wanted).length

storeContract('races', (store) => {
  describe('requests at the same time', () => {
    test('that change one account: one is taken, all others are stale', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      const answers = await allAtOnce(() =>
        push(scene, [writeTo(accountId, { profile: sealed(profile) })]),
      )
      const outcomes = answers.map(({ results }) => results[0]?.outcome)
      expect(count(outcomes, 'accepted')).toBe(1)
      expect(count(outcomes, 'stale')).toBe(AT_ONCE - 1)
    })

    test('that claim one username: exactly one gets it', async () => {
      const scene = await makeScene(store())
      const claims = claiming(makeBytes())
      const answers = await allAtOnce((index) =>
        push(scene, [
          newAccount([[scene.owner, 'owner']], {
            claims,
            onTaken: index % 2 === 0 ? 'keep' : 'refuse',
          }),
        ]),
      )
      const got = answers.filter(
        ({ results: [first] }) => first?.outcome === 'accepted' && !first.isUsernameTaken,
      )
      expect(got).toHaveLength(1)
    })

    test('that reserve one username: exactly one gets it', async () => {
      const { workspaceId } = await makeScene(store())
      const claims = claiming(makeBytes())
      const answers = await allAtOnce(() =>
        store().accounts.reserve(workspaceId, makeId(), claims, 10, 0),
      )
      expect(answers.filter(({ isTaken }) => !isTaken)).toHaveLength(1)
    })

    test('that append to the chain: one comes first', async () => {
      const { workspaceId } = await makeScene(store())
      const outcomes = await allAtOnce(() =>
        store()
          .workspaces.append({
            workspaceId,
            entry: chainRow(1),
            effects: {},
            activity: [],
            once: once(),
          })
          .then(
            () => 'appended',
            (error: { code: string }) => error.code,
          ),
      )
      expect(count(outcomes, 'appended')).toBe(1)
      expect(count(outcomes, 'chain_conflict')).toBe(AT_ONCE - 1)
    })

    test('that are one request: it happens once', async () => {
      const scene = await makeScene(store())
      const account = newAccount([[scene.owner, 'owner']])
      const key = makeId()
      const answers = await allAtOnce(() => push(scene, [account], { key }))
      expect(new Set(answers.map(({ results }) => JSON.stringify(results))).size).toBe(1)
      expect((await changes(scene, scene.owner, 2)).revision).toBe(4)
    })

    test('all take revisions and places in the log of their own', async () => {
      const scene = await makeScene(store())
      const answers = await allAtOnce(() =>
        push(scene, [
          newAccount([[scene.owner, 'owner']], { activity: [report(makeId())] }),
          newAccount([[scene.owner, 'owner']], { activity: [report(makeId())] }),
        ]),
      )
      const revisions = answers.flatMap(({ results }) =>
        results.map((result) => (result.outcome === 'accepted' ? result.revision : 0)),
      )
      const expected = Array.from({ length: 2 * AT_ONCE }, (_, index) => 4 + 2 * index)
      expect(revisions.toSorted((one, other) => one - other)).toEqual(expected)
      expect((await store().activity.head(scene.workspaceId)).sequence).toBe(2 * AT_ONCE)
    })

    test('that take a kept value: one gets it', async () => {
      const [id, value] = [makeId(), makeBytes()]
      await store().sessions.keepOnce(id, value, 10)
      const taken = await allAtOnce(() => store().sessions.takeOnce(id, 0))
      expect(taken.filter((each) => each !== undefined)).toEqual([value])
    })
  })
})

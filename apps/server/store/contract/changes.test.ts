import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { type Grantees, list, newAccount, sealed, writeTo } from '../cases/objects.ts'
import { admit, append, changes, kept, makeScene, push } from '../cases/scene.ts'

storeContract('changes', (store) => {
  describe('changes', () => {
    test('are of what the member has been granted, and nothing else', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const shared = newAccount([
        [scene.owner, 'owner'],
        [ben, 'collaborator'],
      ])
      await push(scene, [shared, newAccount([[scene.owner, 'owner']])])
      const page = await changes(scene, ben)
      expect(page.accounts).toHaveLength(1)
      expect(page.accounts[0]).toMatchObject({
        accountId: shared.accountId,
        profile: shared.profile.bytes,
        secrets: null,
        wrapped: { profile: shared.lists[0].grants[1]?.profile, secrets: null },
      })
      expect(await store().accounts.grantedTo(scene.workspaceId, ben)).toEqual([
        { accountId: shared.accountId, role: 'collaborator' },
      ])
    })

    test('are all of an account for whom it was granted since', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const { accountId, lists, profile, secrets } = await kept(scene)
      const since = (await changes(scene, ben)).revision
      const [first] = lists
      const grantees: Grantees = [
        [scene.owner, 'owner'],
        [ben, 'owner'],
      ]
      const second = list(accountId, grantees, { after: first })
      await push(scene, [writeTo(accountId, { lists: [second] })])
      expect((await changes(scene, ben, since)).accounts).toMatchObject([
        {
          accountId,
          lists: [first.bytes, second.bytes],
          wrapped: { profile: second.grants[1]?.profile, secrets: second.grants[1]?.secrets },
          profile: profile.bytes,
          secrets: secrets.bytes,
        },
      ])
      // Who had it before gets what is new.
      expect((await changes(scene, scene.owner, since)).accounts).toMatchObject([
        { lists: [second.bytes], profile: null, secrets: null },
      ])
    })

    test('bring the secrets to whom another role gives them', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const account = newAccount([
        [scene.owner, 'owner'],
        [ben, 'collaborator'],
      ])
      const { accountId, lists, secrets, profile } = account
      const { revision } = await push(scene, [account])
      const raised = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [ben, 'owner'],
        ],
        { after: lists[0] },
      )
      await push(scene, [writeTo(accountId, { lists: [raised] })])
      expect((await changes(scene, ben, revision)).accounts).toMatchObject([
        { secrets: secrets.bytes, profile: profile.bytes, lists: [lists[0].bytes, raised.bytes] },
      ])
      const lowered = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [ben, 'manager'],
        ],
        { after: raised },
      )
      await push(scene, [writeTo(accountId, { lists: [lowered], secrets: sealed(secrets) })])
      expect((await changes(scene, ben, revision)).accounts).toMatchObject([{ secrets: null }])
    })

    test('tell of an account that is no longer shared, and again when it is', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const account = newAccount([
        [scene.owner, 'owner'],
        [ben, 'collaborator'],
      ])
      const { accountId, lists } = account
      const { revision } = await push(scene, [account])
      const without = list(accountId, [[scene.owner, 'owner']], { after: lists[0] })
      await push(scene, [writeTo(accountId, { lists: [without] })])
      const gone = await changes(scene, ben, revision)
      expect(gone.accounts).toEqual([
        {
          accountId,
          revision: revision + 2,
          isRevoked: true,
          lists: [],
          wrapped: null,
          profile: null,
          secrets: null,
          deletedAt: null,
          isUsernameTaken: false,
          isPurged: false,
        },
      ])
      expect((await changes(scene, ben, gone.revision)).accounts).toEqual([])
      const again = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [ben, 'manager'],
        ],
        { after: without },
      )
      await push(scene, [writeTo(accountId, { lists: [again] })])
      for (const since of [0, revision, gone.revision]) {
        const { accounts } = await changes(scene, ben, since)
        expect(accounts).toMatchObject([
          { isRevoked: false, lists: [lists[0].bytes, without.bytes, again.bytes] },
        ])
      }
    })

    test('come in pages of whole revisions that miss nothing and repeat nothing', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const written: string[] = []
      for (let i = 0; i < 20; i += 1) {
        const account = newAccount(
          i % 3 === 0
            ? [[scene.owner, 'owner']]
            : [
                [scene.owner, 'owner'],
                [ben, 'collaborator'],
              ],
        )
        await push(scene, [account])
        if (i % 3 !== 0) written.push(account.accountId)
        if (i % 5 === 0) await append(scene)
      }
      for (const limit of [1, 2, 5, 100]) {
        const seen: string[] = []
        let [since, entries, hasMore] = [0, 0, true]
        while (hasMore) {
          const page = await changes(scene, ben, since, limit)
          expect(page.accounts.length).toBeLessThanOrEqual(limit)
          expect(page.accounts.every(({ revision }) => revision > since)).toBe(true)
          expect(page.accounts.every(({ revision }) => revision <= page.revision)).toBe(true)
          expect(page.revision > since || !page.hasMore).toBe(true)
          seen.push(...page.accounts.map(({ accountId }) => accountId))
          entries += page.entries.length
          ;({ revision: since, hasMore } = page)
        }
        expect(seen).toEqual(written)
        expect(entries).toBe(6)
      }
    })

    test('between two pages lose nothing of an account that moves to a later page', async () => {
      const scene = await makeScene(store())
      const accounts = [1, 2, 3].map(() => newAccount([[scene.owner, 'owner']]))
      await push(scene, accounts)
      const first = await changes(scene, scene.owner, 2, 2)
      expect(first).toMatchObject({ revision: 7, hasMore: true })
      const { accountId, lists, profile, secrets } = accounts[2]!
      const newer = sealed(profile)
      await push(scene, [writeTo(accountId, { profile: newer })])
      const [moved] = (await changes(scene, scene.owner, first.revision)).accounts
      expect(moved).toMatchObject({
        accountId,
        lists: [lists[0].bytes],
        profile: newer.bytes,
        secrets: secrets.bytes,
      })
      expect(moved?.wrapped).not.toBeNull()
    })

    test('come in a page that does not grow without bound, one account at least', async () => {
      const scene = await makeScene(store())
      const size = 9 * 1024 * 1024
      for (let i = 0; i < 3; i += 1) {
        await push(scene, [
          { ...newAccount([[scene.owner, 'owner']]), profile: sealed(undefined, size) },
        ])
      }
      const page = await changes(scene, scene.owner, 2)
      expect(page).toMatchObject({ hasMore: true, revision: 5 })
      expect(page.accounts).toHaveLength(1)
    })

    test('are none at the newest revision, and none beyond it', async () => {
      const scene = await makeScene(store())
      await kept(scene)
      const none = { revision: 4, hasMore: false, accounts: [], entries: [] }
      expect(await changes(scene, scene.owner, 4)).toEqual(none)
      expect(await changes(scene, scene.owner, 198)).toEqual(none)
    })

    test('name an account once, however often it changed', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      let last = profile
      for (let i = 0; i < 4; i += 1) {
        last = sealed(last)
        await push(scene, [writeTo(accountId, { profile: last })])
      }
      const { accounts } = await changes(scene, scene.owner, 4)
      expect(accounts).toMatchObject([{ accountId, revision: 12, profile: last.bytes }])
    })
  })
})

import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { list, newAccount, sealed, writeTo } from '../cases/objects.ts'
import { report } from '../cases/rows.ts'
import { admit, append, changes, kept, makeScene, push } from '../cases/scene.ts'
import { makeBytes, makeId, NOW } from '../cases/values.ts'

storeContract('accounts', (store) => {
  describe('a write', () => {
    test('of a new account is taken whole, with the next revision', async () => {
      const scene = await makeScene(store())
      const account = newAccount([[scene.owner, 'owner']])
      const { accountId } = account
      const { revision, results } = await push(scene, [account])
      expect(revision).toBe(4)
      expect(results).toEqual([
        { accountId, outcome: 'accepted', revision: 4, isUsernameTaken: false },
      ])
      const page = await changes(scene, scene.owner, 2)
      const [grant] = account.lists[0].grants
      expect(page.accounts).toEqual([
        {
          accountId,
          revision: 4,
          isRevoked: false,
          lists: [account.lists[0].bytes],
          wrapped: { profile: grant!.profile, secrets: grant!.secrets },
          profile: account.profile.bytes,
          secrets: account.secrets.bytes,
          deletedAt: null,
          isUsernameTaken: false,
          isPurged: false,
        },
      ])
      expect(page).toMatchObject({ revision: 4, hasMore: false, entries: [] })
    })

    test('leaves facts for the next one to be checked against', async () => {
      const scene = await makeScene(store())
      const { accountId, lists, profile } = await kept(scene)
      const [first] = lists
      const second = list(accountId, [[scene.owner, 'owner']], { after: first })
      const unknown = makeId()
      const nothing = { profileVersion: 0, secretsVersion: 0, isDeleted: false }
      const none = { accountId: unknown, list: undefined, ...nothing }
      await push(scene, [writeTo(accountId, { lists: [second], profile: sealed(profile) })])
      const { version, hash, bytes } = second
      expect(await store().accounts.facts(scene.workspaceId, [unknown, accountId])).toEqual([
        none,
        {
          accountId,
          list: { version, hash, bytes },
          profileVersion: 2,
          secretsVersion: 1,
          isDeleted: false,
        },
      ])
      expect(await store().accounts.facts(scene.workspaceId, [])).toEqual([])
    })

    test('that builds on the newest versions is taken, and each counts alone', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      const next = sealed(profile)
      await push(scene, [writeTo(accountId, { profile: next })])
      const page = await changes(scene, scene.owner, 4)
      expect(page.accounts).toMatchObject([
        { accountId, revision: 6, lists: [], wrapped: null, profile: next.bytes, secrets: null },
      ])
    })

    test('that builds on something else is stale, and is answered with the newest', async () => {
      const scene = await makeScene(store())
      const account = await kept(scene)
      const { accountId, profile, secrets, lists } = account
      const won = sealed(profile)
      await push(scene, [writeTo(accountId, { profile: won })])
      const ahead = { ...sealed(won), version: 4 }
      for (const stale of [
        { profile: sealed(profile) },
        { profile: sealed(won), secrets: sealed() },
        { profile: ahead },
        { profile: { ...sealed(won), prevHash: makeBytes() } },
        { profile: sealed(won), lists },
        { secrets: sealed(secrets), lists: [{ ...lists[0], version: 2, prevHash: makeBytes() }] },
        { profile: sealed(won), checkedAt: 0 },
      ]) {
        const { revision, results } = await push(scene, [writeTo(accountId, stale)])
        expect(revision).toBe(6)
        expect(results).toMatchObject([
          {
            accountId,
            outcome: 'stale',
            current: {
              revision: 6,
              lists: [lists[0].bytes],
              profile: won.bytes,
              secrets: secrets.bytes,
            },
          },
        ])
      }
      expect((await changes(scene, scene.owner, 6)).accounts).toEqual([])
    })

    test('of one account does not keep others back', async () => {
      const scene = await makeScene(store())
      const old = await kept(scene)
      const [one, two] = [1, 2].map(() => newAccount([[scene.owner, 'owner']]))
      const stale = writeTo(old.accountId, { profile: sealed() })
      const { revision, results } = await push(scene, [one!, stale, two!])
      expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'stale', 'accepted'])
      expect(revision).toBe(8)
    })

    test('may bring several versions of the list', async () => {
      const scene = await makeScene(store())
      const [ben, cleo] = [await admit(scene), await admit(scene)]
      const { accountId, lists } = await kept(scene)
      const second = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [ben, 'collaborator'],
        ],
        { after: lists[0] },
      )
      const third = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [cleo, 'collaborator'],
        ],
        { after: second },
      )
      const { results } = await push(scene, [writeTo(accountId, { lists: [second, third] })])
      expect(results).toMatchObject([{ outcome: 'accepted' }])
      const { accounts } = await changes(scene, cleo)
      expect(accounts[0]?.lists).toEqual([lists[0].bytes, second.bytes, third.bytes])
      expect((await changes(scene, ben)).accounts).toEqual([])
    })

    test('keeps the wrapped keys that the store has, where none come', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const { accountId, lists } = await kept(scene)
      const [first] = lists
      const next = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [ben, 'collaborator'],
        ],
        { after: first },
      )
      const [old, added] = next.grants
      const grants = [{ ...old!, profile: null, secrets: null }, added!]
      await push(scene, [writeTo(accountId, { lists: [{ ...next, grants }] })])
      const { accounts } = await changes(scene, scene.owner, 4)
      const { profile, secrets } = first.grants[0]!
      expect(accounts.at(-1)?.wrapped).toEqual({ profile, secrets })
    })

    test('is refused where a new grantee gets no keys', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const { accountId, lists } = await kept(scene)
      const next = list(
        accountId,
        [
          [scene.owner, 'owner'],
          [ben, 'collaborator'],
        ],
        { after: lists[0] },
      )
      const grants = next.grants.map((grant) => ({ ...grant, profile: null, secrets: null }))
      const { results } = await push(scene, [writeTo(accountId, { lists: [{ ...next, grants }] })])
      expect(results).toEqual([
        { accountId, outcome: 'refused', code: 'object_refused', rule: 'list.wrapped-missing' },
      ])
    })

    test('of an account that is not there, or not shared, tells nothing of it', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      const { accountId, profile } = await kept(scene)
      const unknown = makeId()
      const answers = [
        await push(scene, [writeTo(unknown, { profile: sealed() })]),
        await push(scene, [writeTo(accountId, { profile: sealed() })], { memberId: ben }),
        await push(scene, [writeTo(accountId, { profile: sealed(profile) })], { memberId: ben }),
      ]
      const refused = { outcome: 'refused', code: 'account_unknown', rule: null }
      expect(answers.map(({ results: [first] }) => first)).toEqual([
        { accountId: unknown, ...refused },
        { accountId, ...refused },
        { accountId, ...refused },
      ])
    })

    test('comes too late from a member that was removed, or still waits', async () => {
      const scene = await makeScene(store())
      const ben = await admit(scene)
      await append(scene, { removedMemberId: ben })
      const account = newAccount([[ben, 'owner']])
      await expect(push(scene, [account], { memberId: ben })).rejects.toMatchObject({
        code: 'not_admitted',
      })
    })

    test('is logged only if it is taken', async () => {
      const scene = await makeScene(store())
      const { accountId } = await kept(scene, { activity: [report(makeId())] })
      const stale = writeTo(accountId, { profile: sealed(), activity: [report(accountId)] })
      await push(scene, [stale])
      const head = await store().activity.head(scene.workspaceId)
      expect(head.sequence).toBe(1)
    })
  })

  describe('what a restored server lost', () => {
    test('is put back, any number of versions ahead', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      const ahead = { ...sealed(profile), version: 7, prevHash: makeBytes() }
      const { results } = await push(scene, [
        writeTo(accountId, { profile: ahead, isPutBack: true }),
      ])
      expect(results).toMatchObject([{ outcome: 'accepted' }])
      const [facts] = await store().accounts.facts(scene.workspaceId, [accountId])
      expect(facts?.profileVersion).toBe(7)
    })

    test('replaces nothing that is as new, nor builds on another version before', async () => {
      const scene = await makeScene(store())
      const { accountId, profile, lists } = await kept(scene)
      const skipped = list(accountId, [[scene.owner, 'owner']], { after: lists[0] })
      for (const stale of [
        { profile: { ...sealed(), version: 1 } },
        { profile: { ...sealed(profile), prevHash: makeBytes() } },
        { lists: [{ ...skipped, version: 3 }] },
      ]) {
        const { results } = await push(scene, [writeTo(accountId, { ...stale, isPutBack: true })])
        expect(results).toMatchObject([{ outcome: 'stale' }])
      }
    })

    test('comes back as an account that the server does not have', async () => {
      const scene = await makeScene(store())
      const account = newAccount([[scene.owner, 'owner']])
      const put = { ...account, profile: { ...account.profile, version: 4 }, isPutBack: true }
      const { results } = await push(scene, [put])
      expect(results).toMatchObject([{ outcome: 'accepted' }])
    })
  })

  describe('a deleted account', () => {
    test('is marked with the time, and restored without it', async () => {
      const scene = await makeScene(store())
      const { accountId } = await kept(scene)
      const deletedAt = async () => (await changes(scene, scene.owner, 2)).accounts[0]?.deletedAt
      await push(scene, [writeTo(accountId, { isDeleted: true })], { now: NOW + 5 })
      expect(await deletedAt()).toBe(NOW + 5)
      await push(scene, [writeTo(accountId, { isDeleted: true })], { now: NOW + 9 })
      await push(scene, [writeTo(accountId, {})], { now: NOW + 9 })
      expect(await deletedAt()).toBe(NOW + 5)
      await push(scene, [writeTo(accountId, { isDeleted: false })])
      expect(await deletedAt()).toBeNull()
    })
  })
})

import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { claiming, list, newAccount, sealed, writeTo } from '../cases/objects.ts'
import { changes, kept, makeScene, push, type Scene } from '../cases/scene.ts'
import { makeBytes, makeId, NOW } from '../cases/values.ts'

async function firstResult(
  scene: Scene,
  ...given: Parameters<typeof push> extends [Scene, ...infer Rest] ? Rest : never
) {
  return (await push(scene, ...given)).results[0]
}

storeContract('claims', (store) => {
  describe('a username', () => {
    test('that another account has is refused, and nothing of the write is taken', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      await kept(scene, { claims: claiming(claim) })
      const second = newAccount([[scene.owner, 'owner']], { claims: claiming(makeBytes(), claim) })
      expect(await firstResult(scene, [second])).toEqual({
        accountId: second.accountId,
        outcome: 'refused',
        code: 'username_taken',
        rule: null,
      })
      expect((await changes(scene, scene.owner, 4)).accounts).toEqual([])
    })

    test('is kept out of an account that has to be kept, which is marked until it is renamed', async () => {
      const scene = await makeScene(store())
      const [claim, free] = [makeBytes(), makeBytes()]
      const first = await kept(scene, { claims: claiming(claim) })
      const second = newAccount([[scene.owner, 'owner']], {
        claims: claiming(claim, free),
        onTaken: 'keep',
      })
      const { accountId } = second
      expect(await firstResult(scene, [second])).toMatchObject({
        outcome: 'accepted',
        isUsernameTaken: true,
      })
      expect((await changes(scene, scene.owner, 4)).accounts).toMatchObject([
        { accountId, isUsernameTaken: true },
      ])
      // Another change leaves the mark; none of its claims was taken.
      const changed = writeTo(accountId, { profile: sealed(second.profile) })
      expect(await firstResult(scene, [changed])).toMatchObject({ isUsernameTaken: true })
      const third = await firstResult(scene, [
        writeTo(first.accountId, { claims: claiming(claim, free) }),
      ])
      expect(third).toMatchObject({ outcome: 'accepted', isUsernameTaken: false })
      const renamed = writeTo(accountId, { claims: claiming(makeBytes()) })
      expect(await firstResult(scene, [renamed])).toMatchObject({ isUsernameTaken: false })
    })

    test('is free again when its account gives it up, or is deleted', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      const first = await kept(scene, { claims: claiming(claim) })
      await push(scene, [writeTo(first.accountId, { claims: claiming(makeBytes()) })])
      const second = await kept(scene, { claims: claiming(claim) })
      await push(scene, [writeTo(second.accountId, { isDeleted: true })])
      const third = newAccount([[scene.owner, 'owner']], { claims: claiming(claim) })
      expect(await firstResult(scene, [third])).toMatchObject({
        outcome: 'accepted',
        isUsernameTaken: false,
      })
      const restored = writeTo(second.accountId, {
        isDeleted: false,
        claims: claiming(claim),
        onTaken: 'keep',
      })
      expect(await firstResult(scene, [restored])).toMatchObject({ isUsernameTaken: true })
    })

    test('is not claimed by what is deleted', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      const first = await kept(scene)
      await push(scene, [writeTo(first.accountId, { isDeleted: true, claims: claiming(claim) })])
      const second = newAccount([[scene.owner, 'owner']], { claims: claiming(claim) })
      expect(await firstResult(scene, [second])).toMatchObject({ outcome: 'accepted' })
    })

    test('may be named twice by its own account, and kept by it', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      const { accountId } = await kept(scene, { claims: claiming(claim, claim) })
      const again = writeTo(accountId, { claims: claiming(claim) })
      expect(await firstResult(scene, [again])).toMatchObject({ outcome: 'accepted' })
    })

    test('of another workspace is another', async () => {
      const [one, two] = [await makeScene(store()), await makeScene(store())]
      const claim = makeBytes()
      await kept(one, { claims: claiming(claim) })
      const account = newAccount([[two.owner, 'owner']], { claims: claiming(claim) })
      expect(await firstResult(two, [account])).toMatchObject({ outcome: 'accepted' })
    })
  })

  describe('a new index key', () => {
    const rotate = async (scene: Scene): Promise<void> => {
      const { workspaceId, indexListId, owner } = scene
      const [facts] = await store().accounts.facts(workspaceId, [indexListId])
      const next = list(indexListId, [[owner, 'owner']], {
        version: facts!.list!.version + 1,
        prevHash: facts!.list!.hash,
        profileEpoch: 2,
      })
      await push(scene, [writeTo(indexListId, { lists: [next] })])
    }

    test('makes claims of the one before stale, in pushes and reservations', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      const { accountId } = await kept(scene, { claims: claiming(claim) })
      await rotate(scene)
      for (const onTaken of ['refuse', 'keep'] as const) {
        const old = writeTo(accountId, { claims: claiming(makeBytes()), onTaken })
        expect(await firstResult(scene, [old])).toMatchObject({ code: 'index_key_stale' })
      }
      const { workspaceId } = scene
      const reserved = store().accounts.reserve(workspaceId, accountId, claiming(claim), NOW, NOW)
      await expect(reserved).rejects.toMatchObject({ code: 'index_key_stale' })
      const renewed = writeTo(accountId, { claims: { indexEpoch: 2, claims: [makeBytes()] } })
      expect(await firstResult(scene, [renewed])).toMatchObject({ outcome: 'accepted' })
    })

    test('leaves pushes that claim nothing alone', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      await rotate(scene)
      for (const claims of [null, claiming()]) {
        const write = writeTo(accountId, { claims, ...(claims && { profile: sealed(profile) }) })
        expect(await firstResult(scene, [write])).toMatchObject({ outcome: 'accepted' })
      }
    })
  })

  describe('a reservation', () => {
    const reserve = (scene: Scene, accountId: string, claim: Uint8Array, now = NOW) =>
      store().accounts.reserve(scene.workspaceId, accountId, claiming(claim), now + 10, now)

    test('takes the username for its account until its time is over', async () => {
      const scene = await makeScene(store())
      const [claim, mine, other] = [makeBytes(), makeId(), makeId()]
      expect(await reserve(scene, mine, claim)).toEqual({ isTaken: false })
      expect(await reserve(scene, other, claim)).toEqual({ isTaken: true })
      expect(await reserve(scene, mine, claim)).toEqual({ isTaken: false })
      expect(await reserve(scene, other, claim, NOW + 10)).toEqual({ isTaken: false })
      expect(await reserve(scene, mine, claim, NOW + 10)).toEqual({ isTaken: true })
    })

    test('keeps others out, and its account takes its place', async () => {
      const scene = await makeScene(store())
      const [claim, mine] = [makeBytes(), makeId()]
      await reserve(scene, mine, claim)
      const other = newAccount([[scene.owner, 'owner']], { claims: claiming(claim) })
      expect(await firstResult(scene, [other])).toMatchObject({ code: 'username_taken' })
      const account = newAccount([[scene.owner, 'owner']], {
        accountId: mine,
        claims: claiming(claim),
      })
      expect(await firstResult(scene, [account])).toMatchObject({ outcome: 'accepted' })
      expect(await reserve(scene, makeId(), claim, NOW + 10)).toEqual({ isTaken: true })
    })

    test('that ran out keeps nobody out', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      await reserve(scene, makeId(), claim)
      const account = newAccount([[scene.owner, 'owner']], { claims: claiming(claim) })
      expect(await firstResult(scene, [account], { now: NOW + 10 })).toMatchObject({
        outcome: 'accepted',
      })
    })

    test('of what an account has is taken, but for that account', async () => {
      const scene = await makeScene(store())
      const claim = makeBytes()
      const { accountId } = await kept(scene, { claims: claiming(claim) })
      expect(await reserve(scene, makeId(), claim)).toEqual({ isTaken: true })
      expect(await reserve(scene, accountId, claim)).toEqual({ isTaken: false })
    })
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { lieAbout } from '../../cases/lies.ts'
import {
  memberIdOf,
  register,
  type SharingDevice,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import {
  collectionsOf,
  collectionView,
  createCollection,
  createTeam,
  NO_LIMITS,
  putIntoCollection,
  removeCollection,
  shareAccount,
  shareCollection,
  takeOutOfCollection,
  unshareCollection,
} from '../../commands.ts'
import {
  type CollectionScene,
  collectionScene,
  deskOf,
  idsOf,
  isRefused,
  rolesAt,
  share,
  signsIn,
} from './cases/collection-scene.ts'

let on: CollectionScene
let olga: SharingDevice
let vic: SharingDevice
let site: Site
let collectionId: string

beforeAll(async () => {
  on = await collectionScene()
  olga = on.olga
  vic = on.vic
})

const view = async (device = olga) => collectionView(await deskOf(device), collectionId)
const shared = (by: SharingDevice, ...to: SharingDevice[]) =>
  share(by, collectionId, { memberIds: idsOf(...to) })

describe('the account of another Owner', () => {
  test('is put in by that one alone, who has to own the collection too', async () => {
    collectionId = await createCollection(await deskOf(olga), 'Day')
    await synchronised(olga)
    site = await register(vic)
    await synchronised(vic)
    const put = async (by: SharingDevice) =>
      putIntoCollection(await deskOf(by), collectionId, [site.accountId])
    await expect(put(vic)).rejects.toMatchObject({ rule: 'account.unknown' })
    await shared(olga, vic)
    await synchronised(vic)
    await expect(put(vic)).rejects.toMatchObject({ rule: 'forbidden' })
    await share(olga, collectionId, { memberIds: idsOf(vic), role: 'owner' })
    await synchronised(vic)
    await expect(put(olga)).rejects.toMatchObject({ rule: 'account.unknown' })
    await put(vic)
    await synchronised(vic, olga)
    // Who owns the collection has what others put into it.
    expect(await rolesAt(vic, site.accountId)).toEqual({ Vic: 'owner', Olga: 'manager' })
    await signsIn(olga, site)
  })

  test('follows what another Owner of the collection does with the next sync of that one', async () => {
    await shared(olga, on.uma)
    await synchronised(olga)
    expect((await view()).waiting).toBe(1)
    expect(await rolesAt(olga, site.accountId)).not.toHaveProperty('Uma')
    await synchronised(vic, olga)
    expect((await view()).waiting).toBe(0)
    await signsIn(on.uma, site)
    const limits = { ...NO_LIMITS, signIns: 1 }
    await share(olga, collectionId, { memberIds: idsOf(on.uma), limits })
    await synchronised(vic)
    await signsIn(on.uma, site)
    await expect(signInAt(on.uma, site)).rejects.toMatchObject({ detail: 'limit.sign-ins' })
  })

  test('follows on each device of its Owner, of which a later one counts nothing anew', async () => {
    const phone = await on.scene.another('Vic')
    await shared(olga, on.gus)
    await share(olga, collectionId, {
      memberIds: idsOf(on.uma),
      limits: { ...NO_LIMITS, signIns: 2 },
    })
    await synchronised(vic)
    await signsIn(on.gus, site)
    await signsIn(on.uma, site)
    await signsIn(on.uma, site)
    await synchronised(phone, vic, phone)
    await expect(signInAt(on.uma, site)).rejects.toMatchObject({ detail: 'limit.sign-ins' })
    await unshareCollection(await deskOf(olga), collectionId, memberIdOf(on.uma))
    await synchronised(olga, phone)
    await isRefused(on.uma, site)
  })

  test('is given to nobody once the collection is deleted', async () => {
    await removeCollection(await deskOf(olga), collectionId)
    await synchronised(olga)
    await synchronised(vic)
    expect(await rolesAt(vic, site.accountId)).toEqual({ Vic: 'owner' })
    expect(await collectionsOf(await deskOf(vic), site.accountId)).toEqual([])
    await isRefused(on.gus, site)
  })
})

describe('a collection of which the server has nothing any more', () => {
  test('gives nothing to who was away when it was deleted, and comes out of the account', async () => {
    const desk = await deskOf(olga)
    collectionId = await createCollection(desk, 'Noon')
    await share(olga, collectionId, { memberIds: idsOf(vic), role: 'owner' })
    await shared(olga, on.uma)
    site = await register(vic)
    await synchronised(vic)
    await putIntoCollection(await deskOf(vic), collectionId, [site.accountId])
    await synchronised(vic)
    await signsIn(on.uma, site)
    await removeCollection(desk, collectionId)
    await synchronised(olga)
    lieAbout(on.scene.world, /^\/v1\/changes$/, (page) => {
      const accounts = page['accounts'] as { accountId: string }[]
      const gone = accounts.find(({ accountId }) => accountId === collectionId)
      if (gone !== undefined) Object.assign(gone, { profile: null, secrets: null, isPurged: true })
      return page
    })
    await synchronised(vic)
    on.scene.world.network = on.scene.world.honest
    expect(await rolesAt(vic, site.accountId)).toEqual({ Vic: 'owner' })
    expect(await collectionsOf(await deskOf(vic), site.accountId)).toEqual([])
    await isRefused(on.uma, site)
  })
})

describe('an account whose other Owner can’t open the collection', () => {
  test('is left as it is by that one, who may still take it out', async () => {
    site = await register(olga)
    const desk = await deskOf(olga)
    collectionId = await createCollection(desk, 'Dusk')
    await shareAccount(desk, site.accountId, { memberIds: idsOf(vic), role: 'owner' })
    await putIntoCollection(desk, collectionId, [site.accountId])
    await shared(olga, on.uma)
    await synchronised(vic)
    // The whole chain is looked through again.
    await createTeam(olga.keyholder, 'Another', idsOf(on.uma))
    await synchronised(vic, olga)
    expect(await rolesAt(vic, site.accountId)).toEqual({
      Olga: 'owner',
      Vic: 'owner',
      Uma: 'collaborator',
    })
    const theirs = await deskOf(vic)
    expect(await collectionsOf(theirs, site.accountId)).toEqual([
      { collectionId, name: null, isIn: true, mayChange: true },
    ])
    await signsIn(on.uma, site)
    await takeOutOfCollection(theirs, collectionId, [site.accountId])
    await synchronised(vic, olga)
    expect(await rolesAt(olga, site.accountId)).toEqual({ Olga: 'owner', Vic: 'owner' })
    await isRefused(on.uma, site)
  })
})

describe('two devices at once', () => {
  test.each([[[0, 1]], [[1, 0]]])('come to the same, whichever is first: %s', async (order) => {
    const [one, other] = [await register(olga), await register(olga)]
    const desk = await deskOf(olga)
    collectionId = await createCollection(desk, 'Dawn')
    await putIntoCollection(desk, collectionId, [one.accountId])
    await shared(olga, on.uma)
    const phone = await on.scene.another('Olga')
    const there = await deskOf(phone)
    // Here one account more and one person less, there one account less and one person more.
    await putIntoCollection(desk, collectionId, [other.accountId])
    await unshareCollection(desk, collectionId, memberIdOf(on.uma))
    await takeOutOfCollection(there, collectionId, [one.accountId])
    await shareCollection(there, collectionId, { memberIds: idsOf(on.gus), role: 'collaborator' })
    const devices = order.map((at) => [olga, phone][at] as SharingDevice)
    await synchronised(...devices, ...devices, ...devices)
    for (const device of devices) {
      expect(await rolesAt(device, one.accountId)).toEqual({ Olga: 'owner' })
      expect(await rolesAt(device, other.accountId)).toEqual({ Olga: 'owner', Gus: 'collaborator' })
      expect((await view(device)).people.map(({ name }) => name)).toEqual(['Olga', 'Gus'])
      expect((await view(device)).waiting).toBe(0)
    }
    await signsIn(on.gus, other)
  })

  test.each([[[0, 1]], [[1, 0]]])(
    'keep what one gives by name while the other puts it in: %s',
    async (order) => {
      const { accountId } = await register(olga)
      const desk = await deskOf(olga)
      collectionId = await createCollection(desk, 'Spring')
      await shared(olga, on.uma)
      const phone = await on.scene.another('Olga')
      const byName = { memberIds: idsOf(on.gus), role: 'collaborator' } as const
      await shareAccount(await deskOf(phone), accountId, byName)
      await putIntoCollection(desk, collectionId, [accountId])
      const devices = order.map((at) => [olga, phone][at] as SharingDevice)
      await synchronised(...devices, ...devices)
      const right = { Olga: 'owner', Uma: 'collaborator', Gus: 'collaborator' }
      for (const device of devices) expect(await rolesAt(device, accountId)).toEqual(right)
      await takeOutOfCollection(desk, collectionId, [accountId])
      await synchronised(olga, phone)
      expect(await rolesAt(phone, accountId)).toEqual({ Olga: 'owner', Gus: 'collaborator' })
    },
  )
})

import type { TeamId } from '@keyward/workspace/chain'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  memberIdOf,
  register,
  type SharingDevice,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import {
  changeTeam,
  collectionsOf,
  collectionView,
  createCollection,
  createTeam,
  listAccounts,
  listCollections,
  listDeletedAccounts,
  listPasskeys,
  memberReport,
  NO_LIMITS,
  putIntoCollection,
  removeCollection,
  renameCollection,
  shareAccount,
  sharingOf,
  takeOutOfCollection,
  unshareAccount,
  unshareCollection,
  viewAccount,
} from '../../commands.ts'
import { importPorts } from '../../transfer/cases/ports.ts'
import { exportAccounts } from '../transfer.ts'
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
let site: Site
let collectionId: string

beforeAll(async () => {
  on = await collectionScene()
  olga = on.olga
})

/** A new account, in a new collection. */
async function begin(): Promise<void> {
  site = await register(olga)
  const desk = await deskOf(olga)
  collectionId = await createCollection(desk, 'Night')
  await putIntoCollection(desk, collectionId, [site.accountId])
  await synchronised(olga)
}

const roles = () => rolesAt(olga, site.accountId)
const view = async (device = olga) => collectionView(await deskOf(device), collectionId)

describe('a collection', () => {
  test('is made with a name by who may make accounts, and is its Owner’s alone at first', async () => {
    await begin()
    expect(await listCollections(await deskOf(olga))).toEqual([
      { collectionId, name: 'Night', relation: 'owner', accountIds: [site.accountId], people: 1 },
    ])
    await renameCollection(await deskOf(olga), collectionId, ' Night watch ')
    expect((await view()).name).toBe('Night watch')
    const nameless = { rule: 'account.incomplete' }
    await expect(createCollection(await deskOf(olga), ' ')).rejects.toMatchObject(nameless)
    await expect(renameCollection(await deskOf(olga), collectionId, '')).rejects.toMatchObject(
      nameless,
    )
    await expect(createCollection(await deskOf(on.gus), 'Mine')).rejects.toMatchObject({
      rule: 'forbidden',
    })
    await synchronised(on.uma)
    expect(await listCollections(await deskOf(on.uma))).toEqual([])
    await expect(view(on.uma)).rejects.toMatchObject({ rule: 'account.unknown' })
  })

  test('is no account: not in a list, a search, an export or a report, with deleted ones or without', async () => {
    await begin()
    const desk = await deskOf(olga)
    const gone = await createCollection(desk, 'Night of before')
    await removeCollection(desk, gone)
    await share(olga, collectionId, { memberIds: idsOf(on.vic), role: 'owner' })
    await synchronised(on.vic)
    await unshareCollection(desk, collectionId, memberIdOf(on.vic))
    await synchronised(olga)
    const phone = await on.scene.another('Olga')
    for (const device of [olga, phone]) {
      const there = await deskOf(device)
      const { vault } = there
      expect(listAccounts(there, 'night', 9)).toEqual([])
      expect([vault.index.get(collectionId), vault.index.get(gone)]).toEqual([undefined, undefined])
      const all = listAccounts(there, '', 99).map(({ accountId }) => accountId)
      expect(all).not.toContain(collectionId)
      expect(vault.index.size).toBe(all.length)
      expect(await listDeletedAccounts(there)).toEqual([])
      const passkeys = (await listPasskeys(there, {})).map(({ account }) => account.accountId)
      expect(passkeys).not.toContain(collectionId)
      await expect(viewAccount(there, collectionId)).rejects.toMatchObject({
        rule: 'account.unknown',
      })
      await expect(sharingOf(there, collectionId)).rejects.toMatchObject({
        rule: 'account.unknown',
      })
    }
    expect(await memberReport(desk, memberIdOf(on.vic))).toEqual([])
    const { accounts } = await exportAccounts(desk, { format: 'keyward', ...importPorts })
    expect(accounts).toBe(desk.vault.index.size)
  })

  test('gives what is in it to a member and a team, with its limits, and they see it', async () => {
    await begin()
    const { keyholder } = olga
    const night: TeamId = await createTeam(keyholder, 'Night shift', idsOf(on.gus))
    await share(olga, collectionId, {
      memberIds: idsOf(on.uma),
      limits: { ...NO_LIMITS, signIns: 1 },
    })
    await share(olga, collectionId, { teamIds: [night], role: 'manager' })
    // A guest signs in, and no more, whatever the collection says.
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator', Gus: 'collaborator' })
    await signsIn(on.gus, site)
    await signsIn(on.uma, site)
    await expect(signInAt(on.uma, site)).rejects.toMatchObject({ detail: 'limit.sign-ins' })
    const { people } = await sharingOf(await deskOf(olga), site.accountId)
    expect(new Map(people.map((person) => [person.name, person]))).toMatchObject(
      new Map([
        ['Olga', { byTeam: null, byCollection: null }],
        ['Uma', { byTeam: null, byCollection: collectionId, limits: { signIns: 1 } }],
        ['Gus', { byTeam: null, byCollection: collectionId, signInsUsed: 1 }],
      ]),
    )
    expect(await view()).toMatchObject({
      mayEdit: true,
      accounts: [{ accountId: site.accountId, relation: 'owner', mayTakeOut: true }],
      people: [
        { name: 'Olga', role: 'owner', limits: null, byTeam: null },
        { name: 'Gus', role: 'collaborator', byTeam: night },
        { name: 'Uma', role: 'collaborator', limits: { signIns: 1 }, byTeam: null },
      ],
      offered: [{ name: 'Vic' }],
      waiting: 0,
    })
    expect(await view(on.uma)).toMatchObject({
      mayEdit: false,
      relation: 'collaborator',
      accounts: [{ accountId: site.accountId, mayTakeOut: false }],
      offered: [],
      mine: [],
      waiting: 0,
    })
    expect(await collectionsOf(await deskOf(on.uma), site.accountId)).toEqual([
      { collectionId, name: 'Night', isIn: true, mayChange: false },
    ])
    await changeTeam(keyholder, night, { members: idsOf(on.vic) })
    await synchronised(olga)
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator', Vic: 'manager' })
    expect((await view()).people.map(({ name }) => name)).toEqual(['Olga', 'Vic', 'Uma'])
    await isRefused(on.gus, site)
  })

  test('sets limits anew for all who have what is in it', async () => {
    await share(olga, collectionId, { memberIds: idsOf(on.uma), role: 'manager' })
    expect(await roles()).toMatchObject({ Uma: 'manager' })
    await signsIn(on.uma, site)
    await signsIn(on.uma, site)
  })

  test('gives it no more once it is taken out, and what was given by name stays', async () => {
    const desk = await deskOf(olga)
    await shareAccount(desk, site.accountId, {
      memberIds: idsOf(on.vic),
      role: 'collaborator',
    })
    await takeOutOfCollection(desk, collectionId, [site.accountId])
    await synchronised(olga)
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'collaborator' })
    await isRefused(on.uma, site)
    await signsIn(on.vic, site)
    expect(await view()).toMatchObject({ accounts: [], waiting: 0 })
    expect((await view()).mine.map(({ accountId }) => accountId)).toContain(site.accountId)
    await putIntoCollection(desk, collectionId, [site.accountId])
    await synchronised(olga)
    await signsIn(on.uma, site)
  })

  test('is taken from a member with all that is in it', async () => {
    const desk = await deskOf(olga)
    await unshareCollection(desk, collectionId, memberIdOf(on.uma))
    await synchronised(olga)
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'collaborator' })
    await isRefused(on.uma, site)
    expect(await listCollections(await deskOf(on.uma))).toEqual([])
    await expect(unshareCollection(desk, collectionId, memberIdOf(on.uma))).rejects.toMatchObject({
      rule: 'membership.unknown-member',
    })
    await expect(unshareCollection(desk, collectionId, memberIdOf(olga))).rejects.toMatchObject({
      rule: 'account.not-owner',
    })
  })

  test('gives nothing back to who was left out of an account', async () => {
    await begin()
    await share(olga, collectionId, { memberIds: idsOf(on.uma, on.gus) })
    await unshareAccount(await deskOf(olga), site.accountId, memberIdOf(on.gus))
    await synchronised(olga)
    await share(olga, collectionId, { memberIds: idsOf(on.uma, on.gus) })
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator' })
  })

  test('that is deleted leaves the accounts, and takes what it alone gave', async () => {
    const desk = await deskOf(olga)
    await shareAccount(desk, site.accountId, { memberIds: idsOf(on.vic), role: 'manager' })
    await signsIn(on.uma, site)
    await removeCollection(desk, collectionId)
    await synchronised(olga)
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'manager' })
    await isRefused(on.uma, site)
    expect(await collectionsOf(desk, site.accountId)).not.toContainEqual(
      expect.objectContaining({ collectionId }),
    )
    await expect(view()).rejects.toMatchObject({ rule: 'account.unknown' })
    await expect(putIntoCollection(desk, collectionId, [site.accountId])).rejects.toMatchObject({
      rule: 'account.unknown',
    })
  })
})

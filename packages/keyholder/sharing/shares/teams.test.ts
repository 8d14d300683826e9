import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  judge,
  memberIdOf,
  register,
  type SharingDevice,
  sharingScene,
  type SharingScene,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import {
  changeTeam,
  createTeam,
  deleteAccount,
  NO_LIMITS,
  removeTeam,
  restoreAccount,
  shareAccount,
  sharingOf,
  unshareAccount,
  unshareWithTeam,
} from '../../commands.ts'

const REFUSED = { rule: 'cosigning.refused', detail: 'needs-grant' }

let scene: SharingScene
let [olga, uma, gus, vic]: SharingDevice[] = []
let site: Site
let night: TeamId

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'user')
  gus = await scene.join('Gus', 'guest')
  vic = await scene.join('Vic', 'user')
})

const device = (one: SharingDevice | undefined): SharingDevice => one as SharingDevice
const idOf = (one: SharingDevice | undefined): MemberId => memberIdOf(device(one))

/** A new account, and a team of these. */
async function begin(...members: readonly (SharingDevice | undefined)[]): Promise<void> {
  site = await register(device(olga))
  night = await createTeam(device(olga).keyholder, 'Night watch', members.map(idOf))
  await synchronised(device(olga))
}

async function shareWith(
  to: Partial<Parameters<typeof shareAccount>[2]>,
  by = device(olga),
): Promise<void> {
  const desk = await by.keyholder.desk()
  await shareAccount(desk, site.accountId, { role: 'collaborator', ...to })
  await synchronised(by)
}

async function inTeam(...members: readonly (SharingDevice | undefined)[]): Promise<void> {
  await changeTeam(device(olga).keyholder, night, { members: members.map(idOf) })
  await synchronised(device(olga))
}

async function roles(): Promise<Record<string, string>> {
  const { people } = await sharingOf(await device(olga).keyholder.desk(), site.accountId)
  return Object.fromEntries(people.map(({ name, role }) => [name, role]))
}

async function signsIn(one: SharingDevice | undefined): Promise<void> {
  await synchronised(device(one))
  expect(await judge(site, await signInAt(device(one), site))).toMatchObject({ counter: 0 })
}

/** Whoever knows of the revocation offers the passkey no more; who does not is refused by the server. */
async function isRefused(one: SharingDevice | undefined): Promise<void> {
  await expect(signInAt(device(one), site)).rejects.toMatchObject(REFUSED)
  await synchronised(device(one))
  await expect(signInAt(device(one), site)).rejects.toMatchObject({
    rule: 'ceremony.no-credential',
  })
}

describe('an account that is shared with a team', () => {
  test('is everybody’s who is in it, and who comes into it gets it without being asked for', async () => {
    await begin(uma)
    await shareWith({ teamIds: [night], role: 'manager', limits: { ...NO_LIMITS, signIns: 5 } })
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'manager' })
    await signsIn(uma)
    await inTeam(uma, gus)
    // A guest signs in, and no more, whatever the team may do.
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'manager', Gus: 'collaborator' })
    await signsIn(gus)
    const view = await sharingOf(await device(olga).keyholder.desk(), site.accountId)
    expect(view.people.find(({ name }) => name === 'Gus')).toMatchObject({
      byTeam: night,
      limits: { signIns: 5 },
      signInsUsed: 1,
    })
    expect(view.teams.find(({ teamId }) => teamId === night)).toMatchObject({
      role: 'manager',
      limits: { signIns: 5 },
    })
  })

  test('is lost by who leaves it, and who stays signs in', async () => {
    await inTeam(gus)
    expect(await roles()).toEqual({ Olga: 'owner', Gus: 'collaborator' })
    await isRefused(uma)
    await signsIn(gus)
  })

  test('has limits that are set anew for all who have it by the team', async () => {
    await shareWith({ teamIds: [night], limits: { ...NO_LIMITS, signIns: 1 } })
    await signsIn(gus)
    await expect(signInAt(device(gus), site)).rejects.toMatchObject({ detail: 'limit.sign-ins' })
  })

  test('is lost by all once the team is no more', async () => {
    await removeTeam(device(olga).keyholder, night)
    await synchronised(device(olga))
    expect(await roles()).toEqual({ Olga: 'owner' })
    await isRefused(gus)
  })
})

test('an account that is deleted takes nobody in, and lets those go who leave', async () => {
  await begin(uma)
  await shareWith({ teamIds: [night] })
  const desk = await device(olga).keyholder.desk()
  await deleteAccount(desk, site.accountId)
  await synchronised(device(olga))
  await inTeam(gus)
  expect(await roles()).toEqual({ Olga: 'owner' })
  await restoreAccount(desk, site.accountId)
  await synchronised(device(olga), device(olga))
  expect(await roles()).toEqual({ Olga: 'owner', Gus: 'collaborator' })
  await signsIn(gus)
})

describe('who has it by name', () => {
  test('keeps it, before and after the team, and beside it', async () => {
    await begin(uma, vic)
    await shareWith({ memberIds: [idOf(vic)], role: 'manager' })
    await shareWith({ teamIds: [night] })
    await shareWith({ memberIds: [idOf(gus)] })
    expect(await roles()).toEqual({
      Olga: 'owner',
      Uma: 'collaborator',
      Vic: 'manager',
      Gus: 'collaborator',
    })
    await inTeam(gus)
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'manager', Gus: 'collaborator' })
    await unshareWithTeam(await device(olga).keyholder.desk(), site.accountId, night)
    await synchronised(device(olga))
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'manager', Gus: 'collaborator' })
    await signsIn(vic)
  })

  test('may lose it though the team has it, until it is shared with the team again', async () => {
    await begin(uma, gus)
    await shareWith({ teamIds: [night] })
    await unshareAccount(await device(olga).keyholder.desk(), site.accountId, idOf(gus))
    await synchronised(device(olga))
    await inTeam(uma, gus, vic)
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator', Vic: 'collaborator' })
    await shareWith({ teamIds: [night] })
    expect(await roles()).toMatchObject({ Gus: 'collaborator' })
  })
})

describe('Owners', () => {
  test('are people: a team can own nothing', async () => {
    await expect(shareWith({ teamIds: [night], role: 'owner' })).rejects.toMatchObject({
      rule: 'forbidden',
    })
  })

  test('do it on whichever of their devices is there, several at once, and keep what they own', async () => {
    await begin(uma)
    await shareWith({ teamIds: [night] })
    await shareWith({ memberIds: [idOf(vic)], role: 'owner' })
    const phone = await scene.another('Olga')
    await synchronised(device(vic), phone)
    await changeTeam(device(olga).keyholder, night, { members: [idOf(gus), idOf(vic)] })
    await Promise.all([synchronised(phone), synchronised(device(vic)), synchronised(device(olga))])
    await synchronised(device(olga), phone, device(vic))
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'owner', Gus: 'collaborator' })
    await signsIn(gus)
  })

  test('of one team more lose nothing: the other team still has it', async () => {
    const day = await createTeam(device(olga).keyholder, 'Day watch', [idOf(gus), idOf(uma)])
    await shareWith({ teamIds: [day], role: 'manager' })
    expect(await roles()).toMatchObject({ Uma: 'manager', Gus: 'collaborator' })
    await inTeam(vic)
    await removeTeam(device(olga).keyholder, night)
    await synchronised(device(olga))
    expect(await roles()).toEqual({
      Olga: 'owner',
      Vic: 'owner',
      Gus: 'collaborator',
      Uma: 'manager',
    })
  })
})

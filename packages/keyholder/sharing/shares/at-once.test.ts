import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  memberIdOf,
  register,
  type SharingDevice,
  sharingScene,
  type SharingScene,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import {
  changeTeam,
  createTeam,
  shareAccount,
  sharingOf,
  unshareAccount,
  unshareWithTeam,
} from '../../commands.ts'

/**
 * Two devices of one Owner change who has an account at the same time. Whichever of them synchronises
 * first, nobody to whom it was given by name loses it by what the other did with a team.
 */
let scene: SharingScene
let [laptop, phone, vic, uma]: SharingDevice[] = []
let site: Site

const device = (one: SharingDevice | undefined): SharingDevice => one as SharingDevice
const idOf = (one: SharingDevice | undefined): MemberId => memberIdOf(device(one))

/** No device has seen a team in it yet. */
async function newScene(): Promise<void> {
  scene = await sharingScene()
  laptop = scene.olga
  vic = await scene.join('Vic', 'user')
  uma = await scene.join('Uma', 'user')
  phone = await scene.another('Olga')
}

beforeAll(newScene)

async function newSite(): Promise<void> {
  site = await register(device(laptop))
  await synchronised(device(laptop), device(phone))
}

async function share(
  by: SharingDevice | undefined,
  to: Partial<Parameters<typeof shareAccount>[2]>,
): Promise<void> {
  const desk = await device(by).keyholder.desk()
  await shareAccount(desk, site.accountId, { role: 'collaborator', ...to })
}

const ORDERS = ['laptop', 'phone'] as const

/** Everything is exchanged, and all have seen what that led to. */
async function meet(first: (typeof ORDERS)[number]): Promise<void> {
  const both = [device(laptop), device(phone)]
  const inOrder = first === 'laptop' ? both : both.toReversed()
  for (let round = 0; round < 3; round += 1) await synchronised(...inOrder)
}

/** As both devices see it. */
async function roles(): Promise<Record<string, string>> {
  const seen = []
  for (const one of [laptop, phone]) {
    const { people } = await sharingOf(await device(one).keyholder.desk(), site.accountId)
    seen.push(Object.fromEntries(people.map(({ name, role }) => [name, role])))
  }
  const [here, there] = seen
  expect(here).toEqual(there)
  return here ?? {}
}

describe('the very first team', () => {
  beforeEach(async () => {
    await newScene()
    await newSite()
  })

  test.each(ORDERS)(
    'takes the account from nobody who gets it by name meanwhile: %s first',
    async (first) => {
      await share(phone, { memberIds: [idOf(vic)], role: 'manager' })
      const night = await createTeam(device(laptop).keyholder, 'Night watch', [idOf(uma)])
      await share(laptop, { teamIds: [night] })
      await meet(first)
      expect(await roles()).toEqual({ Olga: 'owner', Vic: 'manager', Uma: 'collaborator' })
    },
  )
})

describe('a team', () => {
  beforeEach(newSite)

  test.each(ORDERS)(
    'gives it to who lost it by name meanwhile, once they are in the team: %s first',
    async (first) => {
      await share(laptop, { memberIds: [idOf(vic)] })
      await synchronised(device(laptop), device(phone))
      await unshareAccount(await device(phone).keyholder.desk(), site.accountId, idOf(vic))
      const night = await createTeam(device(laptop).keyholder, 'Night watch', [idOf(uma)])
      await share(laptop, { teamIds: [night] })
      await meet(first)
      expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator' })
      await changeTeam(device(laptop).keyholder, night, { added: [idOf(vic)] })
      await meet(first)
      expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator', Vic: 'collaborator' })
    },
  )
})

describe('a team that has the account', () => {
  let night: TeamId
  beforeEach(async () => {
    await newSite()
    night = await createTeam(device(laptop).keyholder, 'Night watch', [idOf(uma)])
    await share(laptop, { teamIds: [night] })
    await synchronised(device(laptop), device(phone))
  })

  test.each(ORDERS)(
    'that loses it leaves it to who gets it by name meanwhile: %s first',
    async (first) => {
      await unshareWithTeam(await device(laptop).keyholder.desk(), site.accountId, night)
      await share(phone, { memberIds: [idOf(uma)] })
      await meet(first)
      expect(await roles()).toEqual({ Olga: 'owner', Uma: 'collaborator' })
    },
  )

  test.each(ORDERS)('and loses a member leaves it to them by name: %s first', async (first) => {
    await share(phone, { memberIds: [idOf(uma)], role: 'manager' })
    await changeTeam(device(laptop).keyholder, night, { removed: [idOf(uma)] })
    await meet(first)
    expect(await roles()).toEqual({ Olga: 'owner', Uma: 'manager' })
  })

  test.each(ORDERS)('lets nobody keep it whom neither has: %s first', async (first) => {
    await unshareWithTeam(await device(laptop).keyholder.desk(), site.accountId, night)
    await share(phone, { memberIds: [idOf(vic)] })
    await meet(first)
    expect(await roles()).toEqual({ Olga: 'owner', Vic: 'collaborator' })
    await unshareAccount(await device(phone).keyholder.desk(), site.accountId, idOf(vic))
    await meet(first)
    expect(await roles()).toEqual({ Olga: 'owner' })
  })
})

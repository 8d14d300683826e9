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
import { shareAccount } from '../../commands.ts'
import { heldDeals } from '../held/held.ts'
import { sharingPorts } from '../ports.ts'

const ALGORITHMS = { ES256: -7, EdDSA: -8, RS256: -257 } as const

let scene: SharingScene
let olga: SharingDevice
let uma: SharingDevice
const sites: Site[] = []

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'user')
  for (const algorithm of Object.values(ALGORITHMS)) {
    const site = await register(olga, algorithm)
    const desk = await olga.keyholder.desk()
    const memberIds = [memberIdOf(uma)]
    await shareAccount(desk, site.accountId, { memberIds, role: 'collaborator' })
    sites.push(site)
  }
  await synchronised(olga, uma)
})

async function expectSignIns(): Promise<void> {
  for (const site of sites)
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
}

async function heldIds(): Promise<readonly string[]> {
  const { context } = sharingPorts(await uma.keyholder.desk())
  const held = await Promise.all(sites.map((site) => heldDeals(context, site.credentialId)))
  return held.flat().map(({ dealId }) => dealId)
}

/** Nothing is signed by what was dealt before; an Owner's device that synchronises is all it takes. */
async function expectDealtAgain(): Promise<void> {
  const before = await heldIds()
  for (const site of sites)
    await expect(signInAt(uma, site)).rejects.toMatchObject({ rule: 'cosigning.waiting' })
  await synchronised(olga)
  await expectSignIns()
  const after = await heldIds()
  expect(after).toHaveLength(sites.length)
  expect(after.filter((dealId) => before.includes(dealId))).toEqual([])
}

describe('a signer that begins anew', () => {
  test('as it does when its store is lost, copied or rolled back, is dealt to again', async () => {
    await expectSignIns()
    // What a server does at its start, when it finds another signer than its database knows.
    const { signer, store } = scene.world.server
    await signer.renew()
    await store.deals.endOthers(signer.signerId, new Set(), scene.world.time.now)
    await expectDealtAgain()
  })

  test('under a database that was restored from a backup is dealt to again', async () => {
    await expectSignIns()
    const { store } = scene.world.server
    await store.workspaces.renewIncarnations(() => Buffer.alloc(16, 9).toString('base64url'))
    for (const site of sites)
      await expect(signInAt(uma, site)).rejects.toMatchObject({
        rule: expect.stringMatching(/^cosigning\./),
      })
    await synchronised(olga, uma)
    await expectSignIns()
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import {
  judge,
  memberIdOf,
  register,
  type SharingDevice,
  type SharingScene,
  sharingScene,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import { shareAccount, sharingOf, unshareAccount } from '../../commands.ts'

const [ES256, EDDSA, RS256] = [-7, -8, -257]
let scene: SharingScene
let olga: SharingDevice
let uma: SharingDevice

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'login-only')
})

/** Olga shares an account with Uma, and everything is exchanged. */
async function shared(algorithm = ES256): Promise<Site> {
  const site = await register(olga, algorithm)
  const desk = await olga.keyholder.desk()
  await shareAccount(desk, site.accountId, { memberIds: [memberIdOf(uma)], role: 'collaborator' })
  await synchronised(olga, uma)
  return site
}

describe.each([
  ['ES256', ES256],
  ['EdDSA', EDDSA],
  ['RS256', RS256],
])('an account shared without its key, with %s', (_, algorithm) => {
  let site: Site

  beforeAll(async () => {
    site = await shared(algorithm)
  })

  test('signs in, again and again', async () => {
    for (const challenge of [1, 2, 3]) {
      const response = await signInAt(uma, site, { challenge })
      expect(await judge(site, response, challenge)).toEqual({ counter: 0, userVerified: true })
    }
    expect((await uma.keyholder.desk()).vault.relationOf(site.accountId)).toBe('collaborator')
  })

  test('its key is in nothing that the Collaborator can open', async () => {
    const account = await (await uma.keyholder.desk()).vault.get(site.accountId)
    expect(account?.secrets).toBeUndefined()
    expect(account?.profile.passkeys.size).toBe(1)
  })

  test('ends at the very next request once it is taken back; the Owner goes on, offline too', async () => {
    await unshareAccount(await olga.keyholder.desk(), site.accountId, memberIdOf(uma))
    await synchronised(olga)
    await expect(signInAt(uma, site)).rejects.toMatchObject({
      rule: 'cosigning.refused',
      detail: 'needs-grant',
    })
    scene.world.network = () => Promise.reject(new TypeError('offline'))
    expect(await judge(site, await signInAt(olga, site))).toMatchObject({ userVerified: true })
    scene.world.network = scene.world.honest
  })
})

test('what an Owner sees of it: sign-ins, what is left, and for which device', async () => {
  const site = await shared()
  await signInAt(uma, site)
  const view = await sharingOf(await olga.keyholder.desk(), site.accountId)
  expect(view.people.find(({ name }) => name === 'Uma')).toMatchObject({
    role: 'collaborator',
    signInsUsed: 1,
    deals: [{ deviceName: 'Uma’s laptop', left: 24, state: 'ready' }],
    hasSeenKey: false,
  })
})

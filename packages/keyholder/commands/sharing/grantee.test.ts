import { requestOptionsFromJSON } from '@keyward/webauthn/client'
import { beforeAll, expect, test } from 'vitest'
import {
  memberIdOf,
  register,
  type SharingDevice,
  type SharingScene,
  sharingScene,
  signInAt,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import {
  listActivity,
  NO_LIMITS,
  reasonsOf,
  shareAccount,
  sharingOf,
  unshareAccount,
} from '../../commands.ts'
import { type Person, signIn } from '../../provider.ts'
import { providerOf } from '../passkeys/provider.ts'

let scene: SharingScene
let olga: SharingDevice
let uma: SharingDevice
let site: Site

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'guest')
  site = await register(olga)
  const limits = { ...NO_LIMITS, reason: true }
  const memberIds = [memberIdOf(uma)]
  const desk = await olga.keyholder.desk()
  await shareAccount(desk, site.accountId, { memberIds, role: 'collaborator', limits })
  await synchronised(olga, uma)
})

/** What Uma sees of herself. */
async function ownView({ keyholder }: SharingDevice) {
  const view = await sharingOf(await keyholder.desk(), site.accountId)
  return view.people.find(({ name }) => name === 'Uma')
}

test('who signs in without the key sees what is left on this device, offline too', async () => {
  const first = { deviceName: 'Uma’s laptop', left: 25, state: 'ready' }
  expect(await ownView(uma)).toMatchObject({ deals: [first], mayEdit: false })
  await signInAt(uma, site, { reason: 'Weekly report' })
  scene.world.network = () => Promise.reject(new TypeError('offline'))
  expect((await ownView(uma))?.deals).toEqual([{ ...first, left: 24 }])
  scene.world.network = scene.world.honest
})

test('a device for which nothing is prepared waits for an Owner’s', async () => {
  const phone = await scene.another('Uma')
  expect((await ownView(phone))?.deals).toEqual([
    { deviceName: 'Uma’s phone', left: null, state: 'waiting' },
  ])
})

test('an Owner reads why somebody signed in, and whoever does not have the account does not', async () => {
  const ada = await scene.join('Ada', 'admin')
  const filter = { event: 'passkey-co-signed' } as const
  const entries = await listActivity(olga.keyholder.session, filter, 10)
  const readBy = async ({ keyholder }: SharingDevice) => [
    ...(await reasonsOf(await keyholder.desk(), entries)).values(),
  ]
  expect(entries).toHaveLength(1)
  expect(await readBy(olga)).toEqual(['Weekly report'])
  expect(await readBy(uma)).toEqual(['Weekly report'])
  expect(await readBy(ada)).toEqual([])
})

test('access that is revoked and synchronised while somebody confirms is refused as such', async () => {
  const { keyholder } = uma
  const confirming: Person = {
    canVerify: true,
    verify: async () => ({ outcome: 'verified', method: 'passphrase' }),
    chooseAccount: async () => undefined,
    confirmExcluded: async () => true,
    async choosePasskey({ candidates }) {
      await unshareAccount(await olga.keyholder.desk(), site.accountId, memberIdOf(uma))
      await synchronised(olga, uma)
      return candidates[0]?.credentialId
    },
  }
  const device = { isProviderEnabled: true, isVerificationSetUp: true }
  const options = requestOptionsFromJSON({ rpId: site.rpId, challenge: 'A'.repeat(43) })
  const caller = { kind: 'origin', origin: `https://${site.rpId}` } as const
  const provider = await providerOf(keyholder, device)
  const asked = signIn(provider, confirming, { caller, options, surface: 'mobile' })
  await expect(asked).rejects.toMatchObject({ rule: 'cosigning.refused', detail: 'needs-grant' })
})

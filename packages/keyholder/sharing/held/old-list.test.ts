import {
  type CborMap,
  decodeBase64url,
  decodeCbor,
  encodeBase64url,
  encodeCbor,
} from '@keyward/codec'
import { signStatement } from '@keyward/primitives/identity'
import { beforeAll, beforeEach, expect, test } from 'vitest'
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
import { shareAccount, unshareAccount } from '../../commands.ts'
import { verifiedList } from '../owners.ts'
import { sharingPorts } from '../ports.ts'
import { heldDeals } from './held.ts'
import { pullDeals } from './pull.ts'

type Json = Record<string, unknown>
type SentDeal = { readonly deal: string; readonly forDevice: string }

let scene: SharingScene
let [olga, uma, vic]: SharingDevice[] = []
const device = (one: SharingDevice | undefined): SharingDevice => one as SharingDevice
const portsOf = async (one: SharingDevice | undefined) =>
  sharingPorts(await device(one).keyholder.desk())

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'user')
  vic = await scene.join('Vic', 'user')
})
beforeEach(() => {
  scene.world.network = scene.world.honest
})

/** The server's answers to some paths, changed. */
function lie(changes: Readonly<Record<string, (answer: Json) => Json>>): void {
  scene.world.network = async (request) => {
    const response = await scene.world.honest(request)
    const change = changes[new URL(request.url).pathname]
    if (change === undefined || !response.ok) return response
    return Response.json(change((await response.json()) as Json))
  }
}

const withoutDeals = (answer: Json): Json => ({ ...answer, deals: [] })

/** The same deals, signed by Vic's device in the place of Olga's. */
const signedByVic = (answer: Json): Json => ({
  ...answer,
  deals: (answer['deals'] as readonly SentDeal[]).map(({ deal, forDevice }) => {
    const map = decodeCbor(decodeBase64url(deal)) as CborMap
    const unsigned = new Map([...map].filter(([name]) => name !== 'signature'))
    const { deviceKey } = device(vic).keyholder.session.unlocked()
    const signature = signStatement(deviceKey, 'keyward/deal/v1', unsigned)
    const bytes = encodeCbor(new Map(unsigned).set('signature', signature))
    return { deal: encodeBase64url(bytes), forDevice }
  }),
})

/** An account that Olga and Vic own and Uma signs in with, before Uma's device has any deal of it. */
async function ownedByBoth(): Promise<Site> {
  const site = await register(device(olga))
  const desk = await device(olga).keyholder.desk()
  const [toUma, toVic] = [[memberIdOf(device(uma))], [memberIdOf(device(vic))]]
  await shareAccount(desk, site.accountId, { memberIds: toUma, role: 'collaborator' })
  await shareAccount(desk, site.accountId, { memberIds: toVic, role: 'owner' })
  await synchronised(device(olga))
  return site
}

async function heldOf({ credentialId }: Site) {
  return (await heldDeals((await portsOf(uma)).context, credentialId))[0]
}

async function listOf({ accountId }: Site) {
  return verifiedList((await portsOf(uma)).context, accountId)
}

test('a deal that any Owner has signed is taken in', async () => {
  const site = await ownedByBoth()
  lie({ '/v1/deals': signedByVic })
  await synchronised(device(uma))
  expect(await heldOf(site)).toBeDefined()
})

test('one of a former Owner is not, though the server shows the access list of before', async () => {
  const site = await ownedByBoth()
  let old: Json = {}
  lie({
    '/v1/deals': withoutDeals,
    '/v1/changes': (answer) => {
      const accounts = answer['accounts'] as readonly Json[]
      old = accounts.find(({ accountId }) => accountId === site.accountId) ?? old
      return answer
    },
  })
  await synchronised(device(uma))
  const before = await listOf(site)
  const vicsId = memberIdOf(device(vic))
  expect(before?.grants.find(({ granteeId }) => granteeId === vicsId)?.role).toBe('owner')

  scene.world.network = scene.world.honest
  await unshareAccount(await device(olga).keyholder.desk(), site.accountId, vicsId)
  await synchronised(device(olga))
  lie({ '/v1/deals': withoutDeals })
  await synchronised(device(uma))
  const after = await listOf(site)
  expect(after?.version).toBe((before?.version ?? 0) + 1)

  lie({
    '/v1/deals': signedByVic,
    '/v1/changes': (answer) => ({
      ...answer,
      revision: Number(answer['revision']) + 1,
      accounts: [{ ...old, revision: Number(answer['revision']) + 1 }],
    }),
  })
  await device(uma).keyholder.synchronise()
  await pullDeals(await portsOf(uma), true)
  expect(await listOf(site)).toEqual(after)
  expect(await heldOf(site)).toBeUndefined()

  scene.world.network = scene.world.honest
  await pullDeals(await portsOf(uma), true)
  expect(await judge(site, await signInAt(device(uma), site))).toMatchObject({ counter: 0 })
})

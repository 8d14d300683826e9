import {
  type CborMap,
  decodeBase64url,
  decodeCbor,
  encodeBase64url,
  encodeCbor,
} from '@keyward/codec'
import { signStatement } from '@keyward/primitives/identity'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
import { editAccount, shareAccount, unshareAccount } from '../../commands.ts'
import { heldDeals } from '../held/held.ts'
import { pullDeals } from '../held/pull.ts'
import { sharingPorts } from '../ports.ts'
import { COLLECTION, keysBelow, partsOf } from '../rows.ts'

let scene: SharingScene
let olga: SharingDevice
let uma: SharingDevice

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'user')
})

beforeEach(() => {
  scene.world.network = scene.world.honest
})

async function shared(): Promise<Site> {
  const site = await register(olga)
  const desk = await olga.keyholder.desk()
  await shareAccount(desk, site.accountId, { memberIds: [memberIdOf(uma)], role: 'collaborator' })
  await synchronised(olga, uma)
  return site
}

type Json = Record<string, unknown>

/** The server's answers to one path, changed. */
function lie(path: RegExp, change: (answer: Json) => Json | Promise<Json>): void {
  scene.world.network = async (request) => {
    const response = await scene.world.honest(request)
    if (!path.test(new URL(request.url).pathname) || !response.ok) return response
    return Response.json(await change((await response.json()) as Json))
  }
}

const portsOf = async ({ keyholder }: SharingDevice) => sharingPorts(await keyholder.desk())

async function heldOf(site: Site) {
  const { context } = await portsOf(uma)
  const [held] = await heldDeals(context, site.credentialId)
  return held
}

async function rowsOf(site: Site): Promise<string[]> {
  const { context } = await portsOf(uma)
  return keysBelow(context, partsOf((await heldOf(site))?.dealId ?? ''))
}

describe('a server that answers with', () => {
  const isBad = expect.objectContaining({ rule: 'cosigning.bad-answer' })
  let site: Site
  let halves: Json[] = []

  beforeAll(async () => {
    site = await shared()
    lie(/\/sign$/, (answer) => (halves.push(answer), answer))
    await signInAt(uma, site)
  })

  test('a wrong half gets nothing out, the row is spent, and Owners are told', async () => {
    const before = (await rowsOf(site)).length
    const reported: string[] = []
    scene.world.network = async (request) => {
      const { pathname } = new URL(request.url)
      if (pathname.endsWith('/failed')) reported.push(pathname)
      const response = await scene.world.honest(request)
      if (!pathname.endsWith('/sign')) return response
      return Response.json({
        algorithm: 'ES256',
        half: encodeBase64url(new Uint8Array(32).fill(1)),
      })
    }
    await expect(signInAt(uma, site)).rejects.toThrow(isBad)
    expect(await rowsOf(site)).toHaveLength(before - 1)
    expect(reported).toHaveLength(1)
  })

  test('a half that it gave before', async () => {
    lie(/\/sign$/, () => halves[0] as Json)
    await expect(signInAt(uma, site)).rejects.toThrow(isBad)
  })

  test('the half of another deal', async () => {
    const other = await shared()
    halves = []
    lie(/\/sign$/, (answer) => (halves.push(answer), answer))
    await signInAt(uma, other)
    lie(/\/sign$/, () => halves[0] as Json)
    await expect(signInAt(uma, site)).rejects.toThrow(isBad)
  })

  test('nothing at all: the row is not used again, and the request is not sent again', async () => {
    const sent: string[] = []
    const before = (await rowsOf(site)).length
    scene.world.network = async (request) => {
      if (!new URL(request.url).pathname.endsWith('/sign')) return scene.world.honest(request)
      sent.push(await request.clone().text())
      await scene.world.honest(request)
      throw new TypeError('cut off')
    }
    await expect(signInAt(uma, site)).rejects.toMatchObject({ rule: 'cosigning.offline' })
    expect(sent).toHaveLength(1)
    expect(await rowsOf(site)).toHaveLength(before - 1)
    scene.world.network = scene.world.honest
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ userVerified: true })
  })
})

describe('deals that are not taken in', () => {
  /** A whole pull of which each deal was changed. */
  async function pulledWith(
    change: (one: { deal: string; forDevice: string }) => { deal: string; forDevice: string },
  ): Promise<void> {
    lie(/\/v1\/deals$/, (answer) => ({
      ...answer,
      deals: (answer['deals'] as { deal: string; forDevice: string }[]).map(change),
    }))
    await pullDeals(await portsOf(uma), true)
    scene.world.network = scene.world.honest
  }

  /** One that Uma's device has never seen. */
  async function unseen(): Promise<Site> {
    const site = await register(olga)
    const desk = await olga.keyholder.desk()
    await shareAccount(desk, site.accountId, { memberIds: [memberIdOf(uma)], role: 'manager' })
    await synchronised(olga)
    // The account, and no deal of it.
    lie(/\/v1\/deals$/, (answer) => ({ ...answer, deals: [] }))
    await synchronised(uma)
    scene.world.network = scene.world.honest
    return site
  }

  const changed = (deal: string, change: (map: CborMap) => CborMap): string =>
    encodeBase64url(encodeCbor(change(new Map(decodeCbor(decodeBase64url(deal)) as CborMap))))

  /** Signed by a device of a member who is no Owner: the very one that receives it. */
  function signedByUma(map: CborMap): CborMap {
    const unsigned = new Map([...map].filter(([name]) => name !== 'signature'))
    const { deviceKey } = uma.keyholder.session.unlocked()
    return new Map(unsigned).set('signature', signStatement(deviceKey, 'keyward/deal/v1', unsigned))
  }

  test('are those that somebody else signed, or that were changed, or whose rows were', async () => {
    const site = await unseen()
    for (const change of [
      ({ deal, forDevice }: { deal: string; forDevice: string }) => ({
        deal: changed(deal, signedByUma),
        forDevice,
      }),
      ({ deal, forDevice }: { deal: string; forDevice: string }) => ({
        deal: changed(deal, (map) => new Map(map).set('count', 26)),
        forDevice,
      }),
      ({ deal, forDevice }: { deal: string; forDevice: string }) => {
        const bytes = decodeBase64url(forDevice)
        bytes[bytes.length - 1]! ^= 1
        return { deal, forDevice: encodeBase64url(bytes) }
      },
      () => ({ deal: 'AAAA', forDevice: 'AAAA' }),
    ]) {
      await pulledWith(change)
      expect(await heldOf(site)).toBeUndefined()
    }
    await pullDeals(await portsOf(uma), true)
    expect((await heldOf(site))?.dealId).toBeDefined()
  })

  test('are those that have ended: rows that were used never come back', async () => {
    const site = await shared()
    let kept: Json = {}
    lie(/\/v1\/deals$/, (answer) => (kept = answer))
    await pullDeals(await portsOf(uma), true)
    const { dealId = '' } = (await heldOf(site)) ?? {}
    await signInAt(uma, site)
    lie(/\/v1\/deals$/, (answer) => ({ ...answer, deals: [], dead: [dealId] }))
    await pullDeals(await portsOf(uma))
    expect(await heldOf(site)).toBeUndefined()
    lie(/\/v1\/deals$/, () => kept)
    await pullDeals(await portsOf(uma), true)
    expect(await heldOf(site)).toBeUndefined()
    const { context } = await portsOf(uma)
    expect(await keysBelow(context, partsOf(dealId))).toEqual([])
  })
})

describe('with the eyes of a Collaborator', () => {
  test('a profile that no Owner has signed is not believed', async () => {
    const site = await shared()
    const desk = await olga.keyholder.desk()
    await editAccount(desk, site.accountId, { username: 'renamed' })
    // What the Collaborator could have written: the same bytes with one changed.
    lie(/\/v1\/changes$/, (answer) => {
      const accounts = answer['accounts'] as { accountId: string; profile: string | null }[]
      for (const one of accounts) {
        if (one.accountId !== site.accountId || one.profile === null) continue
        const bytes = decodeBase64url(one.profile)
        bytes[bytes.length - 10]! ^= 1
        one.profile = encodeBase64url(bytes)
      }
      return answer
    })
    const honest = scene.world.network
    scene.world.network = scene.world.honest
    await synchronised(olga)
    scene.world.network = honest
    await synchronised(uma)
    const seen = await (await uma.keyholder.desk()).vault.get(site.accountId)
    expect(seen?.profile.username.value).not.toBe('renamed')
    await expect(
      editAccount(await uma.keyholder.desk(), site.accountId, { username: 'mine' }),
    ).rejects.toMatchObject({ rule: 'forbidden' })
  })
})

describe('ends of a share', () => {
  test('are final: what was dealt serves nothing, and sharing again makes new deals', async () => {
    const site = await shared()
    await signInAt(uma, site)
    const { dealId = '' } = (await heldOf(site)) ?? {}
    await unshareAccount(await olga.keyholder.desk(), site.accountId, memberIdOf(uma))
    await synchronised(olga)
    // Uma's device is told nothing of it.
    lie(/\/v1\/deals$/, (answer) => ({ ...answer, dead: [] }))
    await expect(signInAt(uma, site)).rejects.toMatchObject({
      rule: expect.stringMatching(/^cosigning\.(waiting|refused)$/),
    })
    scene.world.network = scene.world.honest
    const desk = await olga.keyholder.desk()
    await shareAccount(desk, site.accountId, { memberIds: [memberIdOf(uma)], role: 'collaborator' })
    await synchronised(olga, uma)
    expect((await heldOf(site))?.dealId).not.toBe(dealId)
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
  })

  test('an Owner who becomes a Collaborator loses the key, which is marked as seen', async () => {
    const site = await register(olga)
    const desk = await olga.keyholder.desk()
    const memberIds = [memberIdOf(uma)]
    await shareAccount(desk, site.accountId, { memberIds, role: 'owner' })
    await synchronised(olga, uma)
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
    await shareAccount(desk, site.accountId, { memberIds, role: 'collaborator' })
    await synchronised(olga, uma)
    const account = await (await uma.keyholder.desk()).vault.get(site.accountId)
    expect(account).toMatchObject({ relation: 'collaborator', secrets: undefined })
    await synchronised(olga, uma)
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
    const rows = await (await portsOf(uma)).context.replica.list(COLLECTION)
    expect(rows.length).toBeGreaterThan(0)
  })
})

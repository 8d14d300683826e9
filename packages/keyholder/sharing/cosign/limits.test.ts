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
import {
  answerApproval,
  closeWindow,
  type Limits,
  listShareRequests,
  listWindows,
  NO_LIMITS,
  openWindow,
  requestShare,
  setLimits,
  shareAccount,
  sharingOf,
  topUpDeals,
  waitingApprovals,
} from '../../commands.ts'
import { heldDeals } from '../held/held.ts'
import { sharingPorts } from '../ports.ts'
import { keysBelow, partsOf } from '../rows.ts'

let scene: SharingScene
let olga: SharingDevice
let uma: SharingDevice
let site: Site

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'user')
  site = await register(olga)
  await share({ role: 'collaborator' })
})

beforeEach(() => {
  scene.world.network = scene.world.honest
})

async function share(given: { role: 'manager' | 'collaborator'; limits?: Limits }): Promise<void> {
  const desk = await olga.keyholder.desk()
  await shareAccount(desk, site.accountId, { memberIds: [memberIdOf(uma)], ...given })
  await synchronised(olga, uma)
}

async function limit(limits: Partial<Limits>): Promise<void> {
  const desk = await olga.keyholder.desk()
  await setLimits(desk, site.accountId, memberIdOf(uma), { ...NO_LIMITS, ...limits })
  await synchronised(olga)
}

const refusedBy = (detail: string) => ({ rule: 'cosigning.refused', detail })

describe('a limit', () => {
  test('on the number of sign-ins counts them, and anew when it is set anew', async () => {
    await limit({ signIns: 2 })
    for (const _ of [1, 2]) await signInAt(uma, site)
    await expect(signInAt(uma, site)).rejects.toMatchObject(refusedBy('limit.sign-ins'))
    const desk = await olga.keyholder.desk()
    const { people } = await sharingOf(desk, site.accountId)
    expect(people.find(({ name }) => name === 'Uma')).toMatchObject({
      signInsUsed: 2,
      limits: { signIns: 2 },
    })
    await limit({ signIns: 2 })
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
  })

  test('by time ends with that millisecond', async () => {
    await limit({ expiresAt: scene.world.time.now + 60_000 })
    await signInAt(uma, site)
    scene.world.time.now += 60_000
    await expect(signInAt(uma, site)).rejects.toMatchObject(refusedBy('limit.expired'))
  })

  test('by hours is that of its zone', async () => {
    const days = [1, 2, 3, 4, 5, 6, 7]
    const minute = Math.floor(scene.world.time.now / 60_000) % 1440
    const span = minute < 720 ? { from: 720, to: 1440 } : { from: 0, to: 720 }
    await limit({ hours: { zone: 'UTC', days, ...span } })
    await expect(signInAt(uma, site)).rejects.toMatchObject(refusedBy('limit.hours'))
    await limit({ hours: { zone: 'UTC', days, from: 0, to: 1440 } })
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
  })

  test('a reason is asked for, and a program that has none is refused', async () => {
    await limit({ reason: true })
    await expect(signInAt(uma, site)).rejects.toMatchObject(refusedBy('limit.reason'))
    const giveReason = async () => undefined
    await expect(signInAt(uma, site, { giveReason })).rejects.toMatchObject({
      rule: 'provider.cancelled',
    })
    await signInAt(uma, site, { giveReason: async () => 'The monthly report' })
    await signInAt(uma, site, { reason: 'The monthly report' })
  })

  test('is shown to the one whom it limits', async () => {
    await limit({ userVerification: true, signIns: 9 })
    await synchronised(uma)
    const view = await sharingOf(await uma.keyholder.desk(), site.accountId)
    const own = view.people.find(({ name }) => name === 'Uma')
    expect(own?.limits).toEqual({ ...NO_LIMITS, userVerification: true, signIns: 9 })
    expect(view).toMatchObject({ mayShare: false, mayRequest: false })
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ userVerified: true })
  })
})

describe('approval', () => {
  beforeAll(() => limit({ approval: true }))

  /** Uma asks; once the Owner is shown it, `answer` happens. */
  async function asked(
    answer: (approvalId: string) => Promise<void>,
    given: Parameters<typeof signInAt>[2] = {},
  ) {
    const states: string[] = []
    const approval = ({ kind }: { kind: string }): void => void states.push(kind)
    const signing = signInAt(uma, site, { approval, ...given })
    const ended = signing.then(
      () => undefined,
      (error: unknown) => error,
    )
    const desk = await olga.keyholder.desk()
    for (let looks = 0; looks < 50; looks += 1) {
      const [one] = await waitingApprovals(desk)
      if (one !== undefined) {
        await answer(one.approvalId)
        return { one, states, signing, ended: await ended }
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('Nobody was asked.')
  }

  const say = async (approvalId: string, isApproved: boolean): Promise<void> =>
    answerApproval(await olga.keyholder.desk(), approvalId, isApproved)

  test('shows the Owner who, where and for what, and lets one sign-in through', async () => {
    const { one, states, signing } = await asked((id) => say(id, true), { reason: 'Invoices' })
    expect(await judge(site, await signing)).toMatchObject({ counter: 0 })
    expect(one).toMatchObject({
      who: 'Uma',
      deviceName: 'Uma’s laptop',
      rpId: site.rpId,
      origin: `https://${site.rpId}`,
      reason: 'Invoices',
    })
    expect(states).toEqual(['asking', 'waiting', 'approved'])
    await expect(say(one.approvalId, true)).rejects.toMatchObject({ detail: 'over' })
  })

  test('declined, expired and taken back, nothing is signed', async () => {
    const declined = await asked((id) => say(id, false))
    expect(declined.ended).toMatchObject({ rule: 'cosigning.approval-needed', detail: 'declined' })
    const expired = await asked(async () => void (scene.world.time.now += 121_000))
    expect(expired.ended).toMatchObject({ rule: 'cosigning.approval-needed', detail: 'expired' })
    const stop = new AbortController()
    const taken = await asked(async () => stop.abort(), { signal: stop.signal })
    expect(taken.ended).toBeInstanceOf(Error)
    scene.world.time.now += 121_000
  })

  test('of a phone that gives the hash alone says so', async () => {
    const clientDataHash = new Uint8Array(32).fill(9)
    const { one, ended } = await asked((id) => say(id, true), {
      caller: { kind: 'platform', clientDataHash },
    })
    expect(one.origin).toBeNull()
    expect(ended).toBeUndefined()
  })

  test('a window lets sign-ins through until it is closed', async () => {
    const desk = await olga.keyholder.desk()
    const { accountId } = site
    const until = scene.world.time.now + 3_600_000
    await openWindow(desk, accountId, memberIdOf(uma), until)
    expect(await listWindows(desk, accountId)).toEqual([{ memberId: memberIdOf(uma), until }])
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
    await closeWindow(desk, accountId, memberIdOf(uma))
    const { ended } = await asked((id) => say(id, false))
    expect(ended).toMatchObject({ detail: 'declined' })
    await expect(
      openWindow(desk, accountId, memberIdOf(uma), until + 9 * 3_600_000),
    ).rejects.toMatchObject({ rule: 'cosigning.approval-refused' })
  })

  test('is no Collaborator’s to give', async () => {
    await asked(async (id) => {
      const umas = await uma.keyholder.desk()
      expect(await waitingApprovals(umas)).toEqual([])
      await expect(answerApproval(umas, id, true)).rejects.toMatchObject({ detail: 'over' })
      await say(id, false)
    })
  })
})

describe('devices and deals', () => {
  beforeAll(() => limit({}))

  test('a device that has none waits for an Owner’s, and then signs in beside the other', async () => {
    const phone = await scene.another('Uma')
    await expect(signInAt(phone, site)).rejects.toMatchObject({ rule: 'cosigning.waiting' })
    const { people } = await sharingOf(await olga.keyholder.desk(), site.accountId)
    const states = people.find(({ name }) => name === 'Uma')?.deals.map(({ state }) => state)
    expect(states).toContain('ready')
    await synchronised(olga)
    await topUpDeals(await olga.keyholder.desk())
    for (const device of [phone, uma, phone])
      expect(await judge(site, await signInAt(device, site))).toMatchObject({ counter: 0 })
  })

  test('are filled again by use, and never used twice', async () => {
    const { context } = sharingPorts(await uma.keyholder.desk())
    const left = async () => {
      const [held] = await heldDeals(context, site.credentialId)
      return { dealId: held?.dealId, rows: await keysBelow(context, partsOf(held?.dealId ?? '')) }
    }
    const first = await left()
    while ((await left()).rows.length > 9) await signInAt(uma, site)
    expect((await topUpDeals(await olga.keyholder.desk())).made).toBe(1)
    expect(await judge(site, await signInAt(uma, site))).toMatchObject({ counter: 0 })
    const second = await left()
    expect(second.dealId).not.toBe(first.dealId)
    // As many as were used in four weeks, and one is used of it.
    expect(second.rows.length).toBeGreaterThan(24)
    expect((await topUpDeals(await olga.keyholder.desk())).made).toBe(0)
  })

  test('many sign-ins at once are all good, each with a row of its own', async () => {
    const challenges = [11, 12, 13, 14, 15]
    const answers = await Promise.all(
      challenges.map(async (challenge) => ({
        challenge,
        response: await signInAt(uma, site, { challenge }),
      })),
    )
    for (const { challenge, response } of answers)
      expect(await judge(site, response, challenge)).toMatchObject({ counter: 0 })
  })

  test('offline nothing is spent', async () => {
    const { context } = sharingPorts(await uma.keyholder.desk())
    const [held] = await heldDeals(context, site.credentialId)
    const rows = () => keysBelow(context, partsOf(held?.dealId ?? ''))
    const before = await rows()
    scene.world.network = () => Promise.reject(new TypeError('offline'))
    await expect(signInAt(uma, site)).rejects.toMatchObject({ rule: 'cosigning.offline' })
    expect(await rows()).toEqual(before)
  })
})

describe('a Manager', () => {
  test('asks the Owners to share it further', async () => {
    await share({ role: 'manager' })
    const view = await sharingOf(await uma.keyholder.desk(), site.accountId)
    expect(view).toMatchObject({ mayRequest: true, mayShare: false })
    const gus = await scene.join('Gus', 'guest')
    await synchronised(uma)
    const { accountId } = site
    await requestShare(
      await uma.keyholder.desk(),
      accountId,
      memberIdOf(gus),
      'collaborator',
      ' Please ',
    )
    expect(await listShareRequests(await olga.keyholder.desk())).toMatchObject([
      { accountId, askedBy: 'Uma', who: 'Gus', role: 'collaborator', note: 'Please' },
    ])
  })
})

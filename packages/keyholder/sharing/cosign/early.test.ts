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
  answerApproval,
  type Limits,
  NO_LIMITS,
  setLimits,
  shareAccount,
  unshareAccount,
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
  const desk = await olga.keyholder.desk()
  const memberIds = [memberIdOf(uma)]
  await shareAccount(desk, site.accountId, { memberIds, role: 'collaborator' })
  await synchronised(olga, uma)
})

async function limit(limits: Partial<Limits>): Promise<void> {
  const desk = await olga.keyholder.desk()
  const all = { ...NO_LIMITS, approval: true, ...limits }
  await setLimits(desk, site.accountId, memberIdOf(uma), all)
  await synchronised(olga)
}

async function rowsLeft(): Promise<number> {
  const { context } = sharingPorts(await uma.keyholder.desk())
  const [held] = await heldDeals(context, site.credentialId)
  return (await keysBelow(context, partsOf(held?.dealId ?? ''))).length
}

/** Uma tries. Nobody is asked for anything, and nothing of her deal is spent. */
async function expectRefusedUnasked(detail: string): Promise<void> {
  const left = await rowsLeft()
  const asked: string[] = []
  const signing = signInAt(uma, site, {
    approval: ({ kind }) => void asked.push(kind),
    giveReason: async () => {
      asked.push('reason')
      return 'Because'
    },
  })
  await expect(signing).rejects.toMatchObject({ rule: 'cosigning.refused', detail })
  expect(asked).toEqual([])
  expect(await waitingApprovals(await olga.keyholder.desk())).toEqual([])
  expect(await rowsLeft()).toBe(left)
}

describe('no Owner is asked to approve a sign-in that its limits refuse anyway:', () => {
  test('none are left', async () => {
    await limit({ approval: false, signIns: 1 })
    await signInAt(uma, site)
    // Setting limits counts anew: with approval from here on, the one that is left is used up first.
    await limit({ signIns: 1, reason: true })
    const signing = signInAt(uma, site, { reason: 'The last one' })
    const desk = await olga.keyholder.desk()
    await expect
      .poll(async () => (await waitingApprovals(desk)).length, { interval: 10, timeout: 20_000 })
      .toBe(1)
    const [one] = await waitingApprovals(desk)
    await answerApproval(desk, one?.approvalId ?? '', true)
    expect(await judge(site, await signing)).toMatchObject({ counter: 0 })
    await expectRefusedUnasked('limit.sign-ins')
  })

  test('it has expired, from that millisecond on', async () => {
    await limit({ expiresAt: scene.world.time.now + 60_000 })
    scene.world.time.now += 60_000
    await expectRefusedUnasked('limit.expired')
  })

  test('it is outside the hours', async () => {
    const minute = Math.floor(scene.world.time.now / 60_000) % 1440
    const span = minute < 720 ? { from: 720, to: 1440 } : { from: 0, to: 720 }
    await limit({ hours: { zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], ...span } })
    await expectRefusedUnasked('limit.hours')
  })

  test('all of them together name the first', async () => {
    await limit({ signIns: 1, expiresAt: 1, hours: { zone: 'UTC', days: [1], from: 0, to: 1 } })
    await expectRefusedUnasked('limit.expired')
  })
})

test('access that is revoked while an Owner is asked ends the waiting', async () => {
  const desk = await olga.keyholder.desk()
  const { accountId } = site
  const memberIds = [memberIdOf(uma)]
  await limit({})
  let asked = ''
  const approval = ({ kind }: { kind: string }): void => void (asked = kind)
  const ended = signInAt(uma, site, { approval, reason: 'Once' }).catch((error: unknown) => error)
  await expect.poll(() => asked, { interval: 5, timeout: 20_000 }).toBe('waiting')
  await unshareAccount(desk, accountId, memberIds[0]!)
  await synchronised(olga)
  expect(await ended).toMatchObject({ rule: 'cosigning.refused', detail: 'needs-grant' })
})

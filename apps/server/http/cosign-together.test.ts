import { encodeBase64url } from '@keyward/codec'
import { type Limits, NO_LIMITS } from '@keyward/cosigning/terms'
import { expect, test } from 'vitest'
import { outcomeOf } from '../cases/co-sign.ts'
import { dealt, makeShared, setTerms, sharingDevice, shareWith } from '../cases/deals.ts'
import { addMember } from '../cases/members.ts'
import { testServer } from '../cases/server.ts'
import { signUp } from '../cases/workspace.ts'

const HOUR = 3_600_000
const reason = { sealedReason: encodeBase64url(new Uint8Array(60).fill(7)) }

/** A grantee with these limits, on a server whose clock is at a time. */
async function at(time: number, limits: Partial<Limits>) {
  const server = await testServer()
  server.now = time
  const workspace = await signUp(server)
  const gus = await addMember(workspace, 'Gus', 'guest')
  const shared = await makeShared(workspace.owner)
  await setTerms(shared, gus.memberId, { ...NO_LIMITS, ...limits })
  await shareWith(shared, [[gus, 'collaborator']])
  const deal = await dealt(shared, await sharingDevice(gus))
  let index = -1
  return {
    /** What a sign-in comes to at a time. Only one that is answered uses up a part. */
    async outcomeAt(now: number, more: object = {}): Promise<string> {
      server.now = now
      index += 1
      return outcomeOf(gus, deal, `${index}`, index, more)
    },
  }
}

/** Sundays from 01:30 until 03:30 by the clocks of Berlin. */
const EARLY = { zone: 'Europe/Berlin', days: [7], from: 90, to: 210 }

test('the hours of a day on which clocks go forward are those that they show', async () => {
  // 2027-03-28, 01:00 UTC: two o'clock becomes three.
  const midnight = Date.UTC(2027, 2, 28)
  const { outcomeAt } = await at(midnight - HOUR, { hours: EARLY })
  const half = HOUR / 2
  expect(await outcomeAt(midnight + half - 1)).toBe('limit_reached limit.hours')
  expect(await outcomeAt(midnight + half)).toBe('ok')
  expect(await outcomeAt(midnight + HOUR - 1)).toBe('ok')
  // 03:00 follows 01:59:59, and 03:30 comes half an hour after that.
  expect(await outcomeAt(midnight + HOUR)).toBe('ok')
  expect(await outcomeAt(midnight + HOUR + half - 1)).toBe('ok')
  expect(await outcomeAt(midnight + HOUR + half)).toBe('limit_reached limit.hours')
})

test('the hour that comes twice as clocks go back is within both times', async () => {
  // 2027-10-31, 01:00 UTC: three o'clock becomes two.
  const midnight = Date.UTC(2027, 9, 31)
  const { outcomeAt } = await at(midnight - 2 * HOUR, { hours: EARLY })
  expect(await outcomeAt(midnight - HOUR / 2 - 1)).toBe('limit_reached limit.hours')
  expect(await outcomeAt(midnight - HOUR / 2)).toBe('ok')
  expect(await outcomeAt(midnight + HOUR / 2)).toBe('ok')
  expect(await outcomeAt(midnight + 1.5 * HOUR)).toBe('ok')
  expect(await outcomeAt(midnight + 2.5 * HOUR - 1)).toBe('ok')
  expect(await outcomeAt(midnight + 2.5 * HOUR)).toBe('limit_reached limit.hours')
})

test('limits hold together: each refuses at its own edge, and what is refused is not counted', async () => {
  const monday = Date.UTC(2027, 2, 29, 8)
  const { outcomeAt } = await at(monday, {
    signIns: 2,
    expiresAt: monday + 4 * HOUR,
    hours: { zone: 'Europe/Berlin', days: [1], from: 600, to: 840 },
    userVerification: true,
    reason: true,
  })
  // 10:00 in Berlin, where it is summer since yesterday.
  expect(await outcomeAt(monday - 1, reason)).toBe('limit_reached limit.hours')
  expect(await outcomeAt(monday)).toBe('limit_reached limit.reason')
  expect(await outcomeAt(monday, reason)).toBe('ok')
  // 14:00 is both the end of the hours and that of the share: the share's is named.
  expect(await outcomeAt(monday + 4 * HOUR, reason)).toBe('limit_reached limit.expired')
  expect(await outcomeAt(monday + 4 * HOUR - 1, reason)).toBe('ok')
  expect(await outcomeAt(monday + 1, reason)).toBe('limit_reached limit.sign-ins')
  expect(await outcomeAt(monday + 4 * HOUR, reason)).toBe('limit_reached limit.sign-ins')
})

import { encodeBase64url } from '@keyward/codec'
import {
  type Limits,
  signApproval,
  type SignInApproval,
  signInBinding,
  signWindow,
} from '@keyward/cosigning/terms'
import { describe, expect, test } from 'vitest'
import { RATES } from '../auth/buckets.ts'
import {
  askCosign,
  assertionOf,
  type CosignBody,
  outcomeOf,
  type StartedSignIn,
  startSignIn,
  told,
} from '../cases/co-sign.ts'
import {
  dealt,
  makeShared,
  pushDeals,
  dealOut,
  setTerms,
  sharingDevice,
  shareWith,
  type TestDeal,
  termsOf,
} from '../cases/deals.ts'
import { newId } from '../cases/keys.ts'
import { addMember } from '../cases/members.ts'
import { testServer } from '../cases/server.ts'
import { signUp, type TestMember } from '../cases/workspace.ts'
import { threeMembers } from './cases/three-members.ts'

const { server, olga, uma, gus } = await threeMembers()

async function limited(limits: Partial<Limits>) {
  const shared = await makeShared(olga)
  await setTerms(shared, gus.memberId, limits)
  await shareWith(shared, [[gus, 'collaborator']])
  const device = await sharingDevice(gus)
  return { shared, device, deal: await dealt(shared, device) }
}

describe('the limits of a grant', () => {
  test('are needed: without terms nothing is signed', async () => {
    const shared = await makeShared(olga)
    await shareWith(shared, [[gus, 'collaborator']])
    const deal = await dealt(shared, await sharingDevice(gus))
    expect(await outcomeOf(gus, deal, 'no terms')).toBe('terms_missing')
    await setTerms(shared, gus.memberId)
    expect(await outcomeOf(gus, deal, 'terms')).toBe('ok')
  })

  test('count sign-ins by grant and never by deal, and anew with new terms', async () => {
    const { shared, device, deal } = await limited({ signIns: 2 })
    expect(await outcomeOf(gus, deal, 'first', 0)).toBe('ok')
    const next = await dealt(shared, device, { replaces: deal.dealId })
    expect(await outcomeOf(gus, next, 'second', 0)).toBe('ok')
    expect(await outcomeOf(gus, next, 'third', 1)).toBe('limit_reached limit.sign-ins')
    await setTerms(shared, gus.memberId, { signIns: 1 }, 2)
    expect(await outcomeOf(gus, next, 'third', 1)).toBe('ok')
    expect(await outcomeOf(gus, next, 'fourth', 2)).toBe('limit_reached limit.sign-ins')
  })

  test('let as many through as they say, however many come at once', async () => {
    const { deal } = await limited({ signIns: 3 })
    const started = Array.from({ length: 20 }, (_, at) =>
      startSignIn(deal, assertionOf(`at once ${at}`), at),
    )
    const answers = await Promise.all(started.map(({ body }) => askCosign(gus, deal, body)))
    expect(answers.map(told).filter((one) => one === 'ok')).toHaveLength(3)
  })

  test('end at a millisecond', async () => {
    const { deal } = await limited({ expiresAt: server.now + 1000 })
    server.now += 999
    expect(await outcomeOf(gus, deal, 'in time', 0)).toBe('ok')
    server.now += 1
    expect(await outcomeOf(gus, deal, 'too late', 1)).toBe('limit_reached limit.expired')
  })

  test('ask for a verified user and for a reason', async () => {
    const verified = await limited({ userVerification: true })
    const without = startSignIn(verified.deal, assertionOf('not verified', 0x19))
    expect(told(await askCosign(gus, verified.deal, without.body))).toBe(
      'limit_reached limit.user-verification',
    )
    expect(await outcomeOf(gus, verified.deal, 'verified')).toBe('ok')
    const { deal } = await limited({ reason: true })
    expect(await outcomeOf(gus, deal, 'no reason')).toBe('limit_reached limit.reason')
    const sealedReason = encodeBase64url(new Uint8Array(60).fill(7))
    expect(await outcomeOf(gus, deal, 'a reason', 0, { sealedReason })).toBe('ok')
  })

  test('hold hours of a time zone that the server knows', async () => {
    const never = { zone: 'Mars/Olympus', days: [1], from: 0, to: 1440 }
    const shared = await makeShared(olga)
    const statement = encodeBase64url(termsOf(olga, shared.account, gus.memberId, { hours: never }))
    const { body } = await olga.device.ask('putTerms', { body: { statement } })
    expect(body).toMatchObject({ code: 'object_refused', rule: 'terms.zone' })
    // The stories begin on a Sunday at midnight, UTC.
    const day = new Date(server.now).getUTCDay() || 7
    const hours = { zone: 'Etc/UTC', days: [(day % 7) + 1], from: 0, to: 1440 }
    const { deal } = await limited({ hours })
    expect(await outcomeOf(gus, deal, 'today', 0)).toBe('limit_reached limit.hours')
  })

  test('are one every second after the first eight', async () => {
    const { deal, member } = await rated()
    for (let at = 0; at < 8; at += 1) expect(await outcomeOf(member, deal, `${at}`, at)).toBe('ok')
    expect(await outcomeOf(member, deal, 'ninth', 8)).toBe('rate_limited')
    member.device.server.now += 1000
    expect(await outcomeOf(member, deal, 'ninth', 8)).toBe('ok')
    expect(await outcomeOf(member, deal, 'tenth', 9)).toBe('rate_limited')
  })
})

/** A server with the usual rate of sign-ins, and a member who may sign in. */
async function rated() {
  const wide = { size: 1e9, every: 1 }
  const other = await testServer({ rates: { member: wide, open: wide, cosign: RATES.cosign } })
  const { owner, ...rest } = await signUp(other)
  const member = await addMember({ ...rest, owner }, 'Gil', 'guest')
  const shared = await makeShared(owner)
  await setTerms(shared, member.memberId)
  await shareWith(shared, [[member, 'collaborator']])
  return { member, deal: await dealt(shared, await sharingDevice(member)) }
}

/** What an approval is asked about. */
type Asked = Pick<SignInApproval, 'approvalId' | 'binding' | 'authenticatorData' | 'clientDataHash'>

/** Asks for the approval of a sign-in as the grantee's device does. */
async function asked(deal: TestDeal, { body, assertion }: StartedSignIn): Promise<Asked> {
  const approvalId = newId()
  const { dealId } = deal
  const binding = signInBinding({ algorithm: 'ES256', dealId, index: 0 })
  const { authenticatorData, clientDataHash } = body
  await gus.device.must('askApproval', {
    body: {
      approvalId,
      dealId,
      binding: encodeBase64url(binding),
      authenticatorData,
      clientDataHash,
      sealed: [{ memberId: olga.memberId, body: encodeBase64url(new Uint8Array(50).fill(3)) }],
    },
  })
  const { asked: waiting } = await olga.device.must('listSignInApprovals')
  expect(waiting).toContainEqual(expect.objectContaining({ approvalId, memberId: gus.memberId }))
  return { approvalId, binding, ...assertion }
}

async function answered(
  by: TestMember,
  about: Asked,
  deal: TestDeal,
  change: Partial<SignInApproval> = {},
) {
  const { workspaceId, memberId: authorId, deviceId, deviceKey } = by
  const approval = {
    workspaceId,
    ...about,
    accountId: deal.accepted.accountId,
    dealId: deal.dealId,
    isApproved: true,
    authorId,
    deviceId,
    at: server.now,
    ...change,
  }
  const statement = encodeBase64url(signApproval(deviceKey, approval))
  const params = { approvalId: about.approvalId }
  return by.device.ask('answerSignInApproval', { params, body: { statement } })
}

const withApproval = (body: CosignBody, { approvalId }: Asked): CosignBody => ({
  ...body,
  approvalId,
})

describe('an approval', () => {
  test('lets one sign-in through, the one that was approved, once', async () => {
    const { deal } = await limited({ approval: true })
    const started = startSignIn(deal, assertionOf('approved'), 0)
    expect(told(await askCosign(gus, deal, started.body))).toBe('approval_needed limit.approval')
    const about = await asked(deal, started)
    const body = withApproval(started.body, about)
    expect(told(await askCosign(gus, deal, body))).toBe('approval_needed limit.approval')
    expect((await answered(olga, about, deal)).status).toBe(200)
    const { mine } = await gus.device.must('listSignInApprovals')
    expect(mine).toMatchObject([{ approvalId: about.approvalId, state: 'approved' }])
    const other = startSignIn(deal, assertionOf('another'), 0)
    expect(told(await askCosign(gus, deal, withApproval(other.body, about)))).toBe(
      'approval_needed limit.approval',
    )
    const later = startSignIn(deal, assertionOf('approved'), 1)
    expect(told(await askCosign(gus, deal, withApproval(later.body, about)))).toBe(
      'approval_needed limit.approval',
    )
    expect(told(await askCosign(gus, deal, body))).toBe('ok')
    expect(told(await askCosign(gus, deal, body))).toBe('approval_needed limit.approval')
    expect((await answered(olga, about, deal)).body.code).toBe('approval_unknown')
  })

  test('that is declined, or two minutes old, lets none through', async () => {
    const { deal } = await limited({ approval: true })
    const started = startSignIn(deal, assertionOf('declined'), 0)
    const declined = await asked(deal, started)
    expect((await answered(olga, declined, deal, { isApproved: false })).status).toBe(200)
    const again = await asked(deal, started)
    expect((await answered(olga, again, deal)).status).toBe(200)
    server.now += 2 * 60_000
    for (const about of [declined, again])
      expect(told(await askCosign(gus, deal, withApproval(started.body, about)))).toBe(
        'approval_needed limit.approval',
      )
    const late = await asked(deal, started)
    server.now += 2 * 60_000
    expect((await answered(olga, late, deal)).body.code).toBe('approval_unknown')
  })

  test('is an Owner’s word about the very sign-in that was asked about', async () => {
    const { deal } = await limited({ approval: true })
    const about = await asked(deal, startSignIn(deal, assertionOf('asked'), 0))
    expect((await answered(uma, about, deal)).body.code).toBe('approval_unknown')
    const binding = signInBinding({ algorithm: 'ES256', dealId: deal.dealId, index: 9 })
    expect((await answered(olga, about, deal, { binding })).body.rule).toBe('approval.other')
    expect((await answered(olga, about, deal, { authorId: uma.memberId })).body.rule).toBe(
      'approval.signer',
    )
    const forged = { ...olga, deviceKey: gus.deviceKey }
    expect((await answered(forged, about, deal)).body.rule).toBe('approval.signature')
    expect((await answered(olga, about, deal)).status).toBe(200)
  })

  test('is not needed while a window is open, which an Owner can close', async () => {
    const { shared, deal } = await limited({ approval: true })
    const { accountId } = shared.account
    const { workspaceId, memberId: authorId, deviceId, deviceKey } = olga
    const said = { workspaceId, accountId, memberId: gus.memberId, authorId, deviceId }
    const until = server.now + 3_600_000
    const window = signWindow(deviceKey, { ...said, from: server.now, until })
    const { windowId } = await olga.device.must('openApprovalWindow', {
      body: { statement: encodeBase64url(window) },
    })
    expect(await outcomeOf(gus, deal, 'within', 0)).toBe('ok')
    const { windows } = await gus.device.must('listApprovalWindows')
    expect(windows).toMatchObject([{ windowId, accountId, until }])
    const params = { windowId }
    expect((await gus.device.ask('closeApprovalWindow', { params })).body.code).toBe('not_found')
    await olga.device.must('closeApprovalWindow', { params })
    expect(await outcomeOf(gus, deal, 'closed', 1)).toBe('approval_needed limit.approval')
    const ahead = { from: server.now + 3_600_000, until: server.now + 9 * 3_600_000 }
    const late = signWindow(deviceKey, { ...said, ...ahead })
    const refused = await olga.device.ask('openApprovalWindow', {
      body: { statement: encodeBase64url(late) },
    })
    expect(refused.body.rule).toBe('window.until')
  })
})

describe('terms and deals', () => {
  test('are an Owner’s to set', async () => {
    const { shared, device } = await limited({})
    const { account } = shared
    const put = (by: TestMember, statement: Uint8Array) =>
      by.device.ask('putTerms', { body: { statement: encodeBase64url(statement) } })
    const own = termsOf(gus, account, gus.memberId, {}, 2)
    expect((await put(gus, own)).body).toMatchObject({ code: 'forbidden' })
    expect((await put(olga, own)).body).toMatchObject({ rule: 'terms.signer' })
    expect((await put(uma, termsOf(olga, account, gus.memberId, {}, 2))).body.code).toBe(
      'account_unknown',
    )
    const skipping = termsOf(olga, account, gus.memberId, {}, 3)
    expect((await put(olga, skipping)).body.code).toBe('object_stale')
    const stranger = await dealOut(shared, device, { signedBy: gus })
    expect(await pushDeals(olga, stranger)).toMatchObject([{ rule: 'deal.signature' }])
    const fine = await dealOut(shared, device)
    expect(await pushDeals(gus, fine)).toMatchObject([{ code: 'forbidden' }])
    expect(await pushDeals(uma, fine)).toMatchObject([{ code: 'forbidden', rule: 'needs-grant' }])
    expect(await pushDeals(olga, fine)).toMatchObject([{ code: 'deal_stale' }])
    const elsewhere = await dealOut(shared, device, { terms: { deviceId: uma.deviceId } })
    expect(await pushDeals(olga, elsewhere)).toMatchObject([{ code: 'forbidden' }])
    const signerless = await dealOut(shared, device, { terms: { signerId: newId() } })
    expect(await pushDeals(olga, signerless)).toMatchObject([{ code: 'signer_changed' }])
  })
})

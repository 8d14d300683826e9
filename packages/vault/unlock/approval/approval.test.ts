import { encodeHex } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { idOf, MEMBER, WORKSPACE } from '../../cases/fixtures.ts'
import { flipped, seededRandom } from '../../cases/seeded-random.ts'
import { parseApprovalCode } from './code.ts'
import { answerComparison, commitComparison } from './comparison.ts'
import type { Handover, NewDevice } from './handover.ts'
import { offerApproval } from './offer.ts'
import { requestApproval } from './request.ts'

const random = seededRandom('approval')
const context = { workspaceId: WORKSPACE, memberId: MEMBER }
const elsewhere = { ...context, memberId: idOf(9) }
const deviceKey = makeIdentityKey(random)
const device: NewDevice = { deviceId: idOf(30), name: 'Ada’s phone', signing: random(32) }
const handover: Handover = {
  accountKey: new AeadKey(random(32)),
  accountKeyEpoch: 3,
  genesisHash: random(32),
  head: { sequence: 12, hash: random(32) },
}
const used = { rule: 'approval.used' }

function expectSame(given: Handover): void {
  expect(encodeHex(given.accountKey.exportBytes())).toBe(
    encodeHex(handover.accountKey.exportBytes()),
  )
  expect({ ...given, accountKey: null }).toEqual({ ...handover, accountKey: null })
}

describe('approval by code', () => {
  test('hands the account key and the chain’s ends to the device that scanned', async () => {
    const offer = await offerApproval(random, context)
    const code = parseApprovalCode(offer.code)
    const pending = await requestApproval(random, context, code, offer.publicKey, device)
    expect(await offer.read(pending.request)).toEqual(device)
    expectSame(await pending.accept(await offer.approve(random, handover)))
  })

  test('refuses a key that is not the one of the code', async () => {
    const offer = await offerApproval(random, context)
    const other = await offerApproval(random, context)
    const code = parseApprovalCode(offer.code)
    const request = requestApproval(random, context, code, other.publicKey, device)
    await expect(request).rejects.toMatchObject({ rule: 'approval.key-hash' })
  })

  test('refuses a device that knows the key and not the secret, or is another member’s', async () => {
    const offer = await offerApproval(random, context)
    const { keyHash } = parseApprovalCode(offer.code)
    const { secret } = parseApprovalCode((await offerApproval(random, context)).code)
    const guess = { keyHash, secret }
    const pending = await requestApproval(random, context, guess, offer.publicKey, device)
    const refused = { rule: 'approval.refused' }
    await expect(offer.read(pending.request)).rejects.toMatchObject(refused)
    const code = parseApprovalCode(offer.code)
    const foreign = await requestApproval(random, elsewhere, code, offer.publicKey, device)
    await expect(offer.read(foreign.request)).rejects.toMatchObject(refused)
    // A refused guess does not use the code up.
    const real = await requestApproval(random, context, code, offer.publicKey, device)
    expect(await offer.read(real.request)).toEqual(device)
  })

  test('serves one device, once', async () => {
    const offer = await offerApproval(random, context)
    await expect(offer.approve(random, handover)).rejects.toMatchObject(used)
    const code = parseApprovalCode(offer.code)
    const first = await requestApproval(random, context, code, offer.publicKey, device)
    const second = await requestApproval(random, context, code, offer.publicKey, device)
    const reads = await Promise.allSettled([offer.read(first.request), offer.read(second.request)])
    expect(reads.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await offer.approve(random, handover)
    await expect(offer.approve(random, handover)).rejects.toMatchObject(used)
    await expect(offer.read(first.request)).rejects.toMatchObject(used)
  })

  test('an answer to another request, or a changed one, does not open', async () => {
    const offer = await offerApproval(random, context)
    const code = parseApprovalCode(offer.code)
    const mine = await requestApproval(random, context, code, offer.publicKey, device)
    const other = await requestApproval(random, context, code, offer.publicKey, device)
    await offer.read(mine.request)
    const answer = await offer.approve(random, handover)
    const refused = { rule: 'approval.refused' }
    await expect(other.accept(answer)).rejects.toMatchObject(refused)
    await expect(mine.accept(flipped(answer, 9100))).rejects.toMatchObject(refused)
    await expect(mine.accept(answer.slice(0, 100))).rejects.toMatchObject({
      rule: 'approval.malformed',
    })
  })

  test('a code with any character changed is refused, and none prints', async () => {
    const offer = await offerApproval(random, context)
    const { code } = offer
    expect(code).toMatch(/^KEYWARD-DEVICE-1:[0-9A-Z]{80}$/)
    for (let at = 0; at < code.length; at += 1) {
      const other = code[at] === 'Z' ? 'Y' : 'Z'
      expect(() => parseApprovalCode(code.slice(0, at) + other + code.slice(at + 1))).toThrow(
        expect.objectContaining({ rule: 'approval.malformed' }),
      )
    }
    const pending = await requestApproval(
      random,
      context,
      parseApprovalCode(code),
      offer.publicKey,
      device,
    )
    const secret = encodeHex(parseApprovalCode(code).secret.exportBytes())
    for (const one of [offer, pending, parseApprovalCode(code)]) {
      const text = [
        JSON.stringify(one),
        String(one),
        inspect(one, { depth: 9, showHidden: true }),
      ].join('')
      expect(text).not.toContain(secret.slice(0, 8))
      expect(text).not.toContain(code.slice(17))
    }
  })

  test('a device has a name of at most 200 characters', async () => {
    const offer = await offerApproval(random, context)
    const long = { ...device, name: 'x'.repeat(201) }
    const code = parseApprovalCode(offer.code)
    const request = requestApproval(random, context, code, offer.publicKey, long)
    await expect(request).rejects.toMatchObject({ rule: 'context.malformed' })
  })
})

describe('approval by six digits', () => {
  test('shows the same digits on both devices, and hands over', async () => {
    const signedIn = commitComparison(random, context, deviceKey)
    const fresh = await answerComparison(random, context, signedIn.commitment, device)
    const ours = signedIn.reveal(fresh.answer)
    const theirs = fresh.check(ours.reveal)
    expect(ours.digits).toMatch(/^\d{6}$/)
    expect(theirs.digits).toBe(ours.digits)
    expect(ours.device).toEqual(device)
    expectSame(await theirs.accept(await ours.approve(random, handover)))
  })

  test('shows other digits when somebody between the two puts in other keys', async () => {
    const signedIn = commitComparison(random, context, deviceKey)
    const fresh = await answerComparison(random, context, signedIn.commitment, device)
    const between = await answerComparison(random, context, signedIn.commitment, device)
    const ours = signedIn.reveal(between.answer)
    expect(fresh.check(ours.reveal).digits).not.toBe(ours.digits)
  })

  test('refuses a reveal of other keys than were fixed', async () => {
    const signedIn = commitComparison(random, context, deviceKey)
    const between = commitComparison(random, context, makeIdentityKey(random))
    const fresh = await answerComparison(random, context, signedIn.commitment, device)
    const { reveal } = between.reveal(fresh.answer)
    expect(() => fresh.check(reveal)).toThrow(
      expect.objectContaining({ rule: 'approval.commitment' }),
    )
  })

  test('has one attempt on either side', async () => {
    const signedIn = commitComparison(random, context, deviceKey)
    const fresh = await answerComparison(random, context, signedIn.commitment, device)
    const ours = signedIn.reveal(fresh.answer)
    expect(() => signedIn.reveal(fresh.answer)).toThrow(expect.objectContaining(used))
    fresh.check(ours.reveal)
    expect(() => fresh.check(ours.reveal)).toThrow(expect.objectContaining(used))
    await ours.approve(random, handover)
    await expect(ours.approve(random, handover)).rejects.toMatchObject(used)
  })

  test('takes a handover from the compared device alone', async () => {
    const signedIn = commitComparison(random, context, deviceKey)
    const fresh = await answerComparison(random, context, signedIn.commitment, device)
    const ours = signedIn.reveal(fresh.answer)
    const theirs = fresh.check(ours.reveal)
    const given = await ours.approve(random, handover)
    for (const bit of [5000, given.length * 8 - 3])
      await expect(theirs.accept(flipped(given, bit))).rejects.toMatchObject({
        rule: expect.stringMatching(/^approval\.(?:refused|malformed)$/),
      })
    const stranger = commitComparison(random, context, makeIdentityKey(random))
    const strange = await stranger.reveal(fresh.answer).approve(random, handover)
    await expect(theirs.accept(strange)).rejects.toMatchObject({ rule: 'approval.refused' })
  })

  test('is of one member: another context fits no commitment', async () => {
    const signedIn = commitComparison(random, context, deviceKey)
    const fresh = await answerComparison(random, elsewhere, signedIn.commitment, device)
    const { reveal } = signedIn.reveal(fresh.answer)
    expect(() => fresh.check(reveal)).toThrow(
      expect.objectContaining({ rule: 'approval.commitment' }),
    )
    const short = answerComparison(random, context, new Uint8Array(31), device)
    await expect(short).rejects.toMatchObject({ rule: 'approval.malformed' })
  })
})

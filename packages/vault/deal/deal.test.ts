import { decodeHex, encodeHex, encodeUtf8 } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ACCOUNT, DEVICE, idOf, MEMBER, sealingOf, WORKSPACE } from '../cases/fixtures.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import {
  makeDealKey,
  openDealShare,
  openForApprover,
  openReason,
  parseDealKey,
  sealDealShare,
  sealForApprover,
  sealReason,
} from '../deal.ts'
import { makeKeyset } from '../keyset/keyset.ts'

const random = seededRandom('deal')
const aead = nobleAead()
const share = encodeUtf8('the half of a deal')
const FOR_DEVICE = { holder: 'device', dealId: idOf(40), holderId: DEVICE } as const
const APPROVER = { workspaceId: WORKSPACE, approvalId: idOf(41), memberId: MEMBER, keysetEpoch: 1 }
const REASON = { workspaceId: WORKSPACE, accountId: ACCOUNT, subjectId: idOf(40), keyEpoch: 2 }
const refused = { rule: 'wrapped.refused' }

describe('a half of a deal', () => {
  test('opens with the key it was sealed to, which is the same after it was kept', async () => {
    const key = await makeDealKey(random)
    const sealed = await sealDealShare(random, key.publicPart, FOR_DEVICE, share)
    const again = await parseDealKey(key.seed.exportBytes())
    expect(again.publicPart).toEqual(key.publicPart)
    expect(await openDealShare(again, FOR_DEVICE, sealed)).toEqual(share)
  })

  test('does not open for the other side, another deal, another holder or with another key', async () => {
    const key = await makeDealKey(random)
    const sealed = await sealDealShare(random, key.publicPart, FOR_DEVICE, share)
    for (const change of [
      { holder: 'signer' },
      { dealId: idOf(9) },
      { holderId: idOf(9) },
    ] as const)
      await expect(openDealShare(key, { ...FOR_DEVICE, ...change }, sealed)).rejects.toMatchObject(
        refused,
      )
    const other = await makeDealKey(random)
    await expect(openDealShare(other, FOR_DEVICE, sealed)).rejects.toMatchObject(refused)
  })

  test('with a flipped bit is refused, and what is no sealed half is told apart', async () => {
    const key = await makeDealKey(random)
    const sealed = await sealDealShare(random, key.publicPart, FOR_DEVICE, share)
    for (const at of [8, 4800, 8968, sealed.length * 8 - 1])
      await expect(openDealShare(key, FOR_DEVICE, flipped(sealed, at))).rejects.toMatchObject(
        refused,
      )
    for (const bytes of [new Uint8Array(), sealed.subarray(0, 1100), flipped(sealed, 0)])
      await expect(openDealShare(key, FOR_DEVICE, bytes)).rejects.toMatchObject({
        rule: 'wrapped.malformed',
      })
    await expect(sealDealShare(random, share, FOR_DEVICE, share)).rejects.toMatchObject({
      rule: 'wrapped.malformed',
    })
    await expect(parseDealKey(share)).rejects.toMatchObject({ rule: 'keyset.malformed' })
  })

  test('no key prints', async () => {
    const key = await makeDealKey(random)
    const hex = encodeHex(key.seed.exportBytes())
    expect(`${inspect(key)} ${JSON.stringify(key)} ${String(key)}`).not.toContain(hex)
  })
})

describe('what an approver is shown', () => {
  test('opens with the keyset and the context alone, and says little of its length', async () => {
    const keyset = await makeKeyset(random)
    const seal = (content: Uint8Array) =>
      sealForApprover(random, keyset.publicPart, APPROVER, content)
    const sealed = await seal(share)
    expect(await openForApprover(keyset, APPROVER, sealed)).toEqual(share)
    expect(await seal(new Uint8Array(200))).toHaveLength(sealed.length)
    for (const change of [
      { workspaceId: idOf(9) },
      { approvalId: idOf(9) },
      { memberId: idOf(9) },
      { keysetEpoch: 2 },
    ])
      await expect(
        openForApprover(keyset, { ...APPROVER, ...change }, sealed),
      ).rejects.toMatchObject(refused)
    await expect(
      openForApprover(keyset, { ...APPROVER, keysetEpoch: 0 }, sealed),
    ).rejects.toMatchObject({ rule: 'context.malformed' })
  })
})

describe('a reason', () => {
  test('opens under the profile key and in its place alone', async () => {
    const sealing = sealingOf(random)
    const key = new AeadKey(random(32))
    const sealed = await sealReason(sealing, key, REASON, share)
    expect(await openReason(aead, key, REASON, sealed)).toEqual(share)
    for (const change of [{ accountId: idOf(9) }, { subjectId: idOf(9) }, { keyEpoch: 3 }])
      await expect(openReason(aead, key, { ...REASON, ...change }, sealed)).rejects.toMatchObject({
        rule: 'sealed.refused',
      })
    await expect(openReason(aead, new AeadKey(random(32)), REASON, sealed)).rejects.toMatchObject({
      rule: 'sealed.refused',
    })
  })
})

describe('formats of version 1', () => {
  const frozen = JSON.parse(
    readFileSync(new URL('../vectors/deal-v1.json', import.meta.url), 'utf8'),
  ) as Record<'seed' | 'share' | 'reason' | 'approver', string>

  test('are made again byte for byte, and open', async () => {
    const fixed = seededRandom('frozen/deal')
    const key = await makeDealKey(fixed)
    const sealed = await sealDealShare(fixed, key.publicPart, FOR_DEVICE, share)
    const profileKey = new AeadKey(fixed(32))
    const reason = await sealReason(sealingOf(fixed), profileKey, REASON, share)
    const keyset = await makeKeyset(fixed)
    const approver = await sealForApprover(fixed, keyset.publicPart, APPROVER, share)
    const made = {
      seed: encodeHex(key.seed.exportBytes()),
      share: encodeHex(sealed),
      reason: encodeHex(reason),
      approver: encodeHex(approver),
    }
    expect(made).toEqual(frozen)
    const kept = await parseDealKey(decodeHex(frozen.seed))
    expect(await openDealShare(kept, FOR_DEVICE, decodeHex(frozen.share))).toEqual(share)
    expect(await openReason(aead, profileKey, REASON, decodeHex(frozen.reason))).toEqual(share)
    expect(await openForApprover(keyset, APPROVER, decodeHex(frozen.approver))).toEqual(share)
  })
})

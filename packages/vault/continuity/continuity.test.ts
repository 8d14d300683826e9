import { encodeHex } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { commitKey } from '../access/keys.ts'
import { idOf, sealingOf, WORKSPACE } from '../cases/fixtures.ts'
import { CONTINUITY_CONTEXT } from '../cases/frozen-continuity.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import { type Keyset, makeKeyset } from '../keyset/keyset.ts'
import { unwrapKeyset, wrapKeyset } from '../keyset/wrap.ts'
import { type ContinuityContext, continuityKeysetContext } from './context.ts'
import { makeContinuity, type SealedContinuity } from './make.ts'
import { openContinuity } from './open.ts'
import { ContinuityShare } from './share.ts'

const random = seededRandom('continuity')
const sealing = sealingOf(random)
const key = new AeadKey(random(32))
const commitment = commitKey(key)
let keyset: Keyset
let other: Keyset
let made: SealedContinuity

beforeAll(async () => {
  keyset = await makeKeyset(random)
  other = await makeKeyset(random)
  made = await makeContinuity(sealing, keyset.publicPart, CONTINUITY_CONTEXT, key)
})

function opened(
  change: Partial<SealedContinuity> = {},
  by = keyset,
  context: Partial<ContinuityContext> = {},
): Promise<AeadKey> {
  const asked = { ...CONTINUITY_CONTEXT, ...context }
  return openContinuity(sealing.aead, by, asked, { ...made, ...change }, commitment)
}

describe("an account's key sealed for continuity", () => {
  test('opens with both halves', async () => {
    expect(made.sealed).toHaveLength(61)
    expect(made.shareA).toHaveLength(1169)
    expect(encodeHex((await opened()).exportBytes())).toBe(encodeHex(key.exportBytes()))
  })

  test('does not open with one half: the server lacks A, a Super Admin lacks B', async () => {
    const refused = { rule: 'continuity.refused' }
    await expect(opened({}, other)).rejects.toMatchObject(refused)
    for (const shareB of [new Uint8Array(32), random(32)]) {
      const guess = opened({ shareB: new ContinuityShare(shareB) })
      await expect(guess).rejects.toMatchObject(refused)
    }
  })

  test('has new halves each time, also for the same key', async () => {
    const again = await makeContinuity(sealing, keyset.publicPart, CONTINUITY_CONTEXT, key)
    expect(again.shareB.exportBytes()).not.toEqual(made.shareB.exportBytes())
    await expect(opened({ shareA: again.shareA })).rejects.toMatchObject({
      rule: 'continuity.refused',
    })
  })

  test('belongs to one key, account, workspace and epoch of each', async () => {
    const changes: readonly Partial<ContinuityContext>[] = [
      { kind: 'profile-key' },
      { workspaceId: idOf(9) },
      { accountId: idOf(9) },
      { keyEpoch: 2 },
      { continuityEpoch: 2 },
    ]
    for (const change of changes) {
      await expect(opened({}, keyset, change)).rejects.toMatchObject({ rule: 'continuity.refused' })
    }
    for (const change of [{ keyEpoch: 0 }, { continuityEpoch: 1.5 }, { accountId: '' }]) {
      const context = { ...CONTINUITY_CONTEXT, ...change }
      const wrong = makeContinuity(sealing, keyset.publicPart, context, key)
      await expect(wrong).rejects.toMatchObject({ rule: 'context.malformed' })
    }
  })

  test('any flipped bit of the sealed key, and of either half, is refused', async () => {
    for (let bit = 8; bit < made.sealed.length * 8; bit += 1) {
      await expect(opened({ sealed: flipped(made.sealed, bit) })).rejects.toMatchObject({
        rule: 'continuity.refused',
      })
    }
    for (const bit of [8, 4000, 8 * 1169 - 1]) {
      await expect(opened({ shareA: flipped(made.shareA, bit) })).rejects.toMatchObject({
        rule: 'continuity.refused',
      })
    }
    const shareB = new ContinuityShare(flipped(made.shareB.exportBytes(), 255))
    await expect(opened({ shareB })).rejects.toMatchObject({ rule: 'continuity.refused' })
  })

  test('is the key that the access list commits to, whoever sealed it', async () => {
    const planted = await makeContinuity(
      sealing,
      keyset.publicPart,
      CONTINUITY_CONTEXT,
      new AeadKey(random(32)),
    )
    await expect(opened(planted)).rejects.toMatchObject({ rule: 'access.commitment' })
  })

  test('is not sealed to a malformed keyset', async () => {
    const wrapping = new Uint8Array(10)
    const { signing } = keyset.publicPart
    const wrong = makeContinuity(sealing, { wrapping, signing }, CONTINUITY_CONTEXT, key)
    await expect(wrong).rejects.toMatchObject({ rule: 'continuity.malformed' })
  })

  test('the half for the server has 32 bytes and can not print', () => {
    for (const length of [0, 31, 33]) {
      expect(() => new ContinuityShare(new Uint8Array(length))).toThrow(
        expect.objectContaining({ rule: 'continuity.malformed' }),
      )
    }
    const shown = [JSON.stringify(made), inspect(made, { depth: 9, showHidden: true })].join('')
    expect(shown).toContain('[continuity share]')
    expect(shown).not.toContain(encodeHex(made.shareB.exportBytes()).slice(0, 12))
  })
})

describe('the continuity keyset', () => {
  test('reaches a Super Admin wrapped, for one epoch of both keysets', async () => {
    const admin = { memberId: idOf(7), keysetEpoch: 3 }
    const context = continuityKeysetContext(WORKSPACE, 1, admin)
    const wrapped = await wrapKeyset(random, other.publicPart, context, keyset)
    const received = await unwrapKeyset(other, context, wrapped)
    await expect(opened({}, received)).resolves.toBeInstanceOf(AeadKey)
    for (const wrong of [
      continuityKeysetContext(WORKSPACE, 2, admin),
      continuityKeysetContext(WORKSPACE, 1, { ...admin, keysetEpoch: 4 }),
      continuityKeysetContext(WORKSPACE, 1, { ...admin, memberId: idOf(8) }),
    ]) {
      await expect(unwrapKeyset(other, wrong, wrapped)).rejects.toMatchObject({
        rule: 'wrapped.refused',
      })
    }
  })

  test('is another after a rotation: the one that left opens nothing sealed since', async () => {
    const rotated = { ...CONTINUITY_CONTEXT, continuityEpoch: 2 }
    const since = await makeContinuity(sealing, other.publicPart, rotated, key)
    await expect(opened(since, keyset, rotated)).rejects.toMatchObject({
      rule: 'continuity.refused',
    })
    await expect(opened(since, other, rotated)).resolves.toBeInstanceOf(AeadKey)
  })
})

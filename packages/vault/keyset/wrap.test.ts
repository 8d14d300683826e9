import { encodeHex } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { fuzzParser } from '@keyward/testkit'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { idOf, MEMBER, sealingOf, WORKSPACE } from '../cases/fixtures.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import { VaultError } from '../error.ts'
import { parseFields, readFields } from '../fields.ts'
import { encodeKeyset, type Keyset, makeKeyset, parseKeyset } from './keyset.ts'
import { type KeysetContext, openKeyset, sealKeyset } from './seal-keyset.ts'
import { unwrapKey, unwrapKeyset, wrapKey, wrapKeyset } from './wrap.ts'
import type { WrapContext } from './wrap-context.ts'

const random = seededRandom('wrap')
const key = new AeadKey(random(32))
const context: WrapContext = {
  kind: 'profile-key',
  workspaceId: WORKSPACE,
  objectId: idOf(5),
  keyEpoch: 1,
  recipientId: MEMBER,
  recipientEpoch: 1,
}
const CHANGES: Partial<WrapContext>[] = [
  { kind: 'secrets-key' },
  { workspaceId: idOf(9) },
  { objectId: idOf(9) },
  { keyEpoch: 2 },
  { recipientId: idOf(9) },
  { recipientEpoch: 2 },
]
let mine: Keyset
let yours: Keyset

beforeAll(async () => {
  mine = await makeKeyset(random)
  yours = await makeKeyset(random)
})

describe('a wrapped key', () => {
  test('opens by the keyset that it was wrapped to', async () => {
    const wrapped = await wrapKey(random, mine.publicPart, context, key)
    expect(wrapped).toHaveLength(1169)
    const unwrapped = await unwrapKey(mine, context, wrapped)
    expect(encodeHex(unwrapped.exportBytes())).toBe(encodeHex(key.exportBytes()))
  })

  test('does not open by another keyset, in another context or as a keyset', async () => {
    const wrapped = await wrapKey(random, mine.publicPart, context, key)
    const refused = { rule: 'wrapped.refused' }
    await expect(unwrapKey(yours, context, wrapped)).rejects.toMatchObject(refused)
    for (const change of CHANGES)
      await expect(unwrapKey(mine, { ...context, ...change }, wrapped)).rejects.toMatchObject(
        refused,
      )
    await expect(unwrapKeyset(mine, context, wrapped)).rejects.toMatchObject(refused)
  })

  test('with a flipped bit or a missing end is refused', async () => {
    const wrapped = await wrapKey(random, mine.publicPart, context, key)
    for (let bit = 0; bit < wrapped.length * 8; bit += 101) {
      await expect(
        unwrapKey(mine, context, flipped(wrapped, bit)),
        `bit ${bit}`,
      ).rejects.toMatchObject({ rule: bit < 8 ? 'wrapped.malformed' : 'wrapped.refused' })
    }
    for (const length of [0, 1120, 1136, 1168]) {
      const cut = unwrapKey(mine, context, wrapped.slice(0, length))
      await expect(cut).rejects.toMatchObject({
        rule: length < 1137 ? 'wrapped.malformed' : 'wrapped.refused',
      })
    }
  })

  test('is not made for a malformed public key or context', async () => {
    const { signing } = mine.publicPart
    for (const wrapping of [new Uint8Array(0), new Uint8Array(1216).fill(0xff)]) {
      await expect(wrapKey(random, { wrapping, signing }, context, key)).rejects.toMatchObject({
        rule: 'wrapped.malformed',
      })
    }
    for (const change of [
      { kind: 'A' },
      { keyEpoch: 0 },
      { recipientEpoch: 0.5 },
      { objectId: '' },
    ]) {
      const made = wrapKey(random, mine.publicPart, { ...context, ...change }, key)
      await expect(made).rejects.toMatchObject({ rule: 'context.malformed' })
    }
  })
})

describe('a keyset', () => {
  const keysetContext: KeysetContext = {
    workspaceId: WORKSPACE,
    memberId: MEMBER,
    keysetEpoch: 1,
    accountKeyEpoch: 1,
  }

  test('of a team opens by a member’s', async () => {
    const wrapped = await wrapKeyset(random, mine.publicPart, context, yours)
    const unwrapped = await unwrapKeyset(mine, context, wrapped)
    expect(unwrapped.publicPart).toEqual(yours.publicPart)
    expect(encodeHex(encodeKeyset(unwrapped))).toBe(encodeHex(encodeKeyset(yours)))
  })

  test('is sealed under the account key, for one member, epoch and account key', async () => {
    const sealing = sealingOf(random)
    const sealed = await sealKeyset(sealing, key, keysetContext, mine)
    const opened = await openKeyset(sealing.aead, key, keysetContext, sealed)
    expect(encodeHex(encodeKeyset(opened))).toBe(encodeHex(encodeKeyset(mine)))
    for (const change of [
      { workspaceId: idOf(9) },
      { memberId: idOf(9) },
      { keysetEpoch: 2 },
      { accountKeyEpoch: 2 },
    ]) {
      const other = { ...keysetContext, ...change }
      await expect(openKeyset(sealing.aead, key, other, sealed)).rejects.toMatchObject({
        rule: 'sealed.refused',
      })
    }
    for (const change of [{ keysetEpoch: 0 }, { accountKeyEpoch: -1 }]) {
      const wrong = sealKeyset(sealing, key, { ...keysetContext, ...change }, mine)
      await expect(wrong).rejects.toMatchObject({ rule: 'context.malformed' })
    }
  })

  test('its private part has one form', async () => {
    const sample = encodeKeyset(mine)
    const names = ['v', 'wrapping', 'signing']
    // The parser makes keys, which takes time: its fields are what is fuzzed.
    const outcome = fuzzParser({
      name: 'keyset',
      samples: [sample],
      parse: (bytes) => parseFields(bytes, names, 'keyset.malformed'),
      isOwnError: (error) => error instanceof VaultError,
      runs: 2000,
    })
    expect(outcome.refused).toBeGreaterThan(0)
    for (const bytes of [new Uint8Array(), sample.slice(1), flipped(sample, 26)])
      await expect(parseKeyset(bytes)).rejects.toMatchObject({ rule: 'keyset.malformed' })
    expect(() => readFields(5, [], 'keyset.malformed')).toThrow(VaultError)
  })

  test('prints nothing of itself', () => {
    const secret = encodeHex(mine.exportWrappingSeed()).slice(0, 12)
    const texts = [
      JSON.stringify({ mine }),
      String(mine),
      inspect({ mine }, { depth: 9, showHidden: true }),
    ]
    for (const text of texts) {
      expect(text).toContain('[keyset]')
      expect(text).not.toContain(secret)
    }
  })
})

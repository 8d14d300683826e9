import { encodeHex } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { makeIdentityKey } from '@keyward/primitives/identity'
import fc from 'fast-check'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { idOf, sealingOf } from '../cases/fixtures.ts'
import {
  DEVICE_CONTEXT,
  LOCAL_CONTEXT,
  LOCAL_CONTENT,
  LOCAL_KEY_CONTEXT,
} from '../cases/frozen-local.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import { sealForm } from '../envelope/sealed-form.ts'
import { LOCAL_KEY_WRAP } from '../labels.ts'
import { type LocalContext, localKeyInfo } from './context.ts'
import { unwrapIdentity, wrapIdentity } from './identity.ts'
import { unwrapLocalKey, wrapLocalKey } from './key.ts'
import { makeReplicaKey, unwrapReplicaKey, wrapReplicaKey } from './replica-key.ts'
import { openLocal, sealLocal } from './seal.ts'

const random = seededRandom('local')
const sealing = sealingOf(random)
const accountKey = new AeadKey(random(32))
const key = new AeadKey(random(32))
const hexOf = (one: AeadKey): string => encodeHex(one.exportBytes())
const REFUSED = { rule: 'wrapped.refused' }

describe('a key that the replica keeps', () => {
  test('opens under the account key, by either backend', async () => {
    const wrapped = await wrapLocalKey(sealing, accountKey, LOCAL_KEY_CONTEXT, key)
    expect(wrapped).toHaveLength(61)
    for (const aead of [sealing.aead, nobleAead()]) {
      const unwrapped = await unwrapLocalKey(aead, accountKey, LOCAL_KEY_CONTEXT, wrapped)
      expect(hexOf(unwrapped)).toBe(hexOf(key))
      expect(inspect(unwrapped)).toBe('[content key]')
    }
  })

  test('does not open under another account key, nor with any bit flipped', async () => {
    const wrapped = await wrapLocalKey(sealing, accountKey, LOCAL_KEY_CONTEXT, key)
    const other = unwrapLocalKey(sealing.aead, key, LOCAL_KEY_CONTEXT, wrapped)
    await expect(other).rejects.toMatchObject(REFUSED)
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      const changed = flipped(wrapped, bit)
      const rule = bit < 8 ? 'wrapped.malformed' : 'wrapped.refused'
      const opened = unwrapLocalKey(sealing.aead, accountKey, LOCAL_KEY_CONTEXT, changed)
      await expect(opened, `bit ${bit}`).rejects.toMatchObject({ rule })
    }
  })

  test('has 32 bytes, whatever was wrapped', async () => {
    const info = localKeyInfo(LOCAL_KEY_WRAP, LOCAL_KEY_CONTEXT)
    for (const length of [0, 31, 33]) {
      const wrapped = await sealForm(sealing, accountKey, random(length), info)
      const opened = unwrapLocalKey(sealing.aead, accountKey, LOCAL_KEY_CONTEXT, wrapped)
      await expect(opened).rejects.toMatchObject({ rule: 'wrapped.malformed' })
    }
  })

  const wrong = [
    { kind: 'A' },
    { keyEpoch: 0 },
    { accountKeyEpoch: 0.5 },
    { objectId: '' },
    { memberId: 'x' },
  ]
  test.each(wrong)('is wrapped in no wrong context: %o', async (change) => {
    const made = wrapLocalKey(sealing, accountKey, { ...LOCAL_KEY_CONTEXT, ...change }, key)
    await expect(made).rejects.toMatchObject({ rule: 'context.malformed' })
  })
})

describe("a device's own keys", () => {
  test('are its signing key and its replica key, each opened as itself alone', async () => {
    const identity = makeIdentityKey(random)
    const replicaKey = makeReplicaKey(random)
    const signing = await wrapIdentity(sealing, accountKey, DEVICE_CONTEXT, identity)
    const replica = await wrapReplicaKey(sealing, accountKey, DEVICE_CONTEXT, replicaKey)
    const { aead } = sealing
    const opened = await unwrapIdentity(aead, accountKey, DEVICE_CONTEXT, signing)
    expect(encodeHex(opened.publicKey)).toBe(encodeHex(identity.publicKey))
    const unwrapped = await unwrapReplicaKey(aead, accountKey, DEVICE_CONTEXT, replica)
    expect(hexOf(unwrapped)).toBe(hexOf(replicaKey))
    const swapped = unwrapIdentity(aead, accountKey, DEVICE_CONTEXT, replica)
    await expect(swapped).rejects.toMatchObject(REFUSED)
    const other = unwrapReplicaKey(aead, accountKey, DEVICE_CONTEXT, signing)
    await expect(other).rejects.toMatchObject(REFUSED)
  })

  test('are wrapped again when the account key changes: the old form is not the new one', async () => {
    const next = new AeadKey(random(32))
    const context = { ...DEVICE_CONTEXT, accountKeyEpoch: 2 }
    const wrapped = await wrapReplicaKey(sealing, next, context, key)
    const stale = unwrapReplicaKey(sealing.aead, next, DEVICE_CONTEXT, wrapped)
    await expect(stale).rejects.toMatchObject(REFUSED)
  })
})

describe('what only this device keeps', () => {
  test('property: open ∘ seal = id, for any content and place', async () => {
    const places = fc.record({
      workspaceId: fc.integer({ min: 0, max: 255 }).map(idOf),
      memberId: fc.integer({ min: 0, max: 255 }).map(idOf),
      collection: fc.constantFrom('pending', 'index', 'meta'),
      key: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), places, async (bytes, context) => {
        const sealed = await sealLocal(sealing, key, context, bytes)
        for (const aead of [sealing.aead, nobleAead()])
          expect(encodeHex(await openLocal(aead, key, context, sealed))).toBe(encodeHex(bytes))
      }),
      { numRuns: 40 },
    )
  })

  test('any single flipped bit is refused', async () => {
    const sealed = await sealLocal(sealing, key, LOCAL_CONTEXT, LOCAL_CONTENT)
    for (let bit = 0; bit < sealed.length * 8; bit += 3) {
      const opened = openLocal(sealing.aead, key, LOCAL_CONTEXT, flipped(sealed, bit))
      const rule = bit < 8 ? 'sealed.malformed' : 'sealed.refused'
      await expect(opened, `bit ${bit}`).rejects.toMatchObject({ rule })
    }
  })

  test('tells little by its size', async () => {
    const sizes = await Promise.all(
      [0, 1, 200, 255].map(async (length) => {
        const content = new Uint8Array(length)
        return (await sealLocal(sealing, key, LOCAL_CONTEXT, content)).length
      }),
    )
    expect(new Set(sizes)).toEqual(new Set([1 + 12 + 256 + 16]))
  })

  const places: readonly Partial<LocalContext>[] = [
    { collection: 'Index' },
    { collection: '' },
    { key: '' },
    { key: 'k'.repeat(513) },
    { key: '\uD800' },
    { memberId: 'x' },
  ]
  test.each(places)('has no wrong place: %#', async (change) => {
    const made = sealLocal(sealing, key, { ...LOCAL_CONTEXT, ...change }, LOCAL_CONTENT)
    await expect(made).rejects.toMatchObject({ rule: 'context.malformed' })
  })

  test('place and key do not run into one another', async () => {
    const sealed = await sealLocal(
      sealing,
      key,
      { ...LOCAL_CONTEXT, collection: 'pend', key: 'ing' },
      LOCAL_CONTENT,
    )
    const moved = { ...LOCAL_CONTEXT, collection: 'pendi', key: 'ng' }
    await expect(openLocal(sealing.aead, key, moved, sealed)).rejects.toMatchObject({
      rule: 'sealed.refused',
    })
  })
})

import { encodeHex } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedContexts, FIRST, idOf, sealingOf } from '../cases/fixtures.ts'
import { flipped, seededRandom } from '../cases/seeded-random.ts'
import { type EnvelopeContext, encodeContext, NO_PREVIOUS } from './context.ts'
import { open } from './open.ts'
import { MAX_CONTENT, pad, paddedLength, unpad } from './padding.ts'
import { seal } from './seal.ts'

const random = seededRandom('seal')
const sealing = sealingOf(random)
const key = new AeadKey(random(32))
const content = (text: string): Uint8Array => new TextEncoder().encode(text)
const SECOND: EnvelopeContext = { ...FIRST, version: 2, prevHash: new Uint8Array(32).fill(1) }

describe('sealed content', () => {
  test('opens to what was sealed, by either backend, for any content and context', async () => {
    const contexts = fc.record({
      kind: fc.constantFrom('account-profile', 'account-secrets', 'note'),
      formatVersion: fc.integer({ min: 1, max: 9 }),
      workspaceId: fc.integer({ min: 0, max: 255 }).map(idOf),
      objectId: fc.integer({ min: 0, max: 255 }).map(idOf),
      keyEpoch: fc.integer({ min: 1, max: 2 ** 40 }),
      version: fc.integer({ min: 2, max: 2 ** 40 }),
      prevHash: fc
        .uint8Array({ minLength: 32, maxLength: 32 })
        .filter((hash) => hash.some(Boolean)),
    })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), contexts, async (bytes, context) => {
        const sealed = await seal(sealing, key, context, bytes)
        for (const aead of [sealing.aead, nobleAead()])
          expect(encodeHex(await open(aead, key, context, sealed))).toBe(encodeHex(bytes))
      }),
      { numRuns: 60 },
    )
  })

  test('any single flipped bit is refused', async () => {
    const sealed = await seal(sealing, key, FIRST, content('secret'))
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      await expect(open(sealing.aead, key, FIRST, flipped(sealed, bit))).rejects.toMatchObject({
        rule: bit < 8 ? 'sealed.malformed' : 'sealed.refused',
      })
    }
  })

  for (const context of [FIRST, SECOND]) {
    for (const [name, changed] of changedContexts(context)) {
      test(`version ${context.version} does not open with another ${name}`, async () => {
        const sealed = await seal(sealing, key, context, content('secret'))
        await expect(open(sealing.aead, key, changed, sealed)).rejects.toMatchObject({
          rule: 'sealed.refused',
        })
      })
    }
  }

  test('truncated, extended and empty bytes are refused', async () => {
    const sealed = await seal(sealing, key, FIRST, content('secret'))
    for (const length of [0, 1, 13, 28, 29, sealed.length - 1]) {
      await expect(open(sealing.aead, key, FIRST, sealed.slice(0, length))).rejects.toMatchObject({
        rule: length < 29 ? 'sealed.malformed' : 'sealed.refused',
      })
    }
    const longer = new Uint8Array(sealed.length + 1)
    longer.set(sealed)
    await expect(open(sealing.aead, key, FIRST, longer)).rejects.toMatchObject({
      rule: 'sealed.refused',
    })
  })

  test('another key does not open it', async () => {
    const sealed = await seal(sealing, key, FIRST, content('secret'))
    const other = new AeadKey(flipped(key.exportBytes(), 0))
    await expect(open(sealing.aead, other, FIRST, sealed)).rejects.toMatchObject({
      rule: 'sealed.refused',
    })
  })

  test('the same content is never sealed to the same bytes', async () => {
    const [a, b] = [
      await seal(sealing, key, FIRST, content('secret')),
      await seal(sealing, key, FIRST, content('secret')),
    ]
    expect(encodeHex(a)).not.toBe(encodeHex(b))
  })
})

describe('a context', () => {
  const wrong: [string, Partial<EnvelopeContext>][] = [
    ['an empty kind', { kind: '' }],
    ['a kind with a space', { kind: 'a b' }],
    ['a long kind', { kind: 'a'.repeat(65) }],
    ['a format version of 0', { formatVersion: 0 }],
    ['a fraction as epoch', { keyEpoch: 1.5 }],
    ['a version of 0', { version: 0 }],
    ['a short id', { objectId: 'AAAA' }],
    ['a padded id', { objectId: `${idOf(1)}==` }],
    ['an id with stray bits', { workspaceId: `${idOf(1).slice(0, 21)}R` }],
    ['a short hash', { prevHash: new Uint8Array(31) }],
    ['a first version that builds on another', { prevHash: new Uint8Array(32).fill(1) }],
    ['a later version that builds on none', { version: 2 }],
  ]
  for (const [name, change] of wrong) {
    test(`with ${name} binds nothing`, () => {
      expect(() => encodeContext({ ...FIRST, ...change })).toThrow(
        expect.objectContaining({ rule: 'context.malformed' }),
      )
    })
  }

  test('with zeros before it is a first version', () => {
    expect(NO_PREVIOUS).toHaveLength(32)
    expect(encodeContext(FIRST)).toBeInstanceOf(Uint8Array)
  })
})

describe('padding', () => {
  test('hides all sizes up to 255 bytes, and above leaves steps of 12 % at most', () => {
    const lengths = Array.from({ length: 5000 }, (_, length) => pad(new Uint8Array(length)).length)
    expect(new Set(lengths.slice(0, 256))).toEqual(new Set([256]))
    for (const [length, padded] of lengths.entries())
      expect(padded).toBeLessThanOrEqual(Math.max(256, Math.ceil((length + 1) * 1.12)))
    expect(new Set(lengths).size).toBeLessThan(80)
  })

  test('is the PADME step of the length', () => {
    expect([257, 1000, 1024, 1025, 65_537, 1_000_000].map(paddedLength)).toEqual([
      272, 1024, 1024, 1088, 67_584, 1_015_808,
    ])
  })

  test('comes off as it went on, and otherwise is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(encodeHex(unpad(pad(bytes)))).toBe(encodeHex(bytes))
      }),
    )
    const malformed = expect.objectContaining({ rule: 'sealed.malformed' })
    const unmarked = pad(content('x')).fill(1, 1, 2)
    for (const bytes of [new Uint8Array(0), new Uint8Array(256), Uint8Array.of(0x80), unmarked])
      expect(() => unpad(bytes)).toThrow(malformed)
  })

  test('content above 16 MiB is not sealed', async () => {
    const large = new Uint8Array(MAX_CONTENT + 1)
    await expect(seal(sealing, key, FIRST, large)).rejects.toMatchObject({
      rule: 'sealed.too-large',
    })
  })
})

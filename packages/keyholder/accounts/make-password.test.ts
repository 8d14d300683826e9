import { randomFillSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  makePassword,
  PASSWORD_CLASSES,
  PASSWORD_LENGTH,
  type PasswordClass,
} from './make-password.ts'

const random = (length: number) => randomFillSync(new Uint8Array(length))
const ALL = Object.keys(PASSWORD_CLASSES) as PasswordClass[]

describe('a made password', () => {
  test('has its length, characters of its classes alone, and one of each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: PASSWORD_LENGTH.least, max: PASSWORD_LENGTH.most }),
        fc.subarray(ALL, { minLength: 1 }),
        (length, classes) => {
          const made = makePassword(random, { length, classes })
          const allowed = classes.map((name) => PASSWORD_CLASSES[name])
          expect(made).toHaveLength(length)
          for (const of of allowed) expect([...made].some((c) => of.includes(c))).toBe(true)
          expect([...made].every((c) => allowed.some((of) => of.includes(c)))).toBe(true)
        },
      ),
    )
  })

  test('favours no character: bytes beyond the last whole round are thrown away', () => {
    // 26 letters fit nine times into 256; 234 to 255 would favour the first ones.
    const given = [234, 255, 0, 25, 26, 233, 1, 2, 3, 4, 5]
    const made = makePassword(() => Uint8Array.of(given.shift() ?? 0), {
      length: 8,
      classes: ['lower'],
    })
    expect(made).toBe('azazbcde')
  })

  test.each([
    [0, PASSWORD_LENGTH.least],
    [Number.NaN, PASSWORD_LENGTH.least],
    [1e9, PASSWORD_LENGTH.most],
  ])('of length %d has %d characters', (length, real) => {
    expect(makePassword(random, { length, classes: [] })).toHaveLength(real)
  })
})

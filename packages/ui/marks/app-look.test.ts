import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveAppLook, HUES } from './app-look.ts'

/** Any code points, halves of pairs included. */
const TEXT = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }))
  .map((points) => String.fromCodePoint(...points))

describe('the look of an app', () => {
  test.each([
    ['Perch', 'P'],
    ['Perch Ads', 'PA'],
    ['  wren   bank  ltd ', 'WB'],
    ['über', 'Ü'],
    ['Δelta', 'Δ'],
    ['かもめ', 'か'],
    ['42', '4'],
    ['@acme.example', 'AE'],
    ['ßeta', 'S'],
    ['', '·'],
    ['🐦', '·'],
  ])('%j has the letters %j', (name, letters) => {
    expect(deriveAppLook(name).letters).toBe(letters)
  })

  test('does not depend on case, surrounding space or the encoding of accents', () => {
    const look = deriveAppLook('Café Noir')
    for (const name of ['café noir', ' CAFÉ NOIR ', 'Cafe\u0301 Noir'])
      expect(deriveAppLook(name)).toEqual(look)
  })

  test('uses all twelve hues about evenly', () => {
    const counts = new Map<number, number>()
    for (let at = 0; at < 1200; at += 1) {
      const { hue } = deriveAppLook(`App ${at}`)
      counts.set(hue, (counts.get(hue) ?? 0) + 1)
    }
    expect(counts.size).toBe(HUES)
    for (const [hue, count] of counts) expect(count, `${hue}`).toBeGreaterThan(50)
  })

  test('exists for any text, with one or two letters and one of the hues', () => {
    fc.assert(
      fc.property(TEXT, (name) => {
        const { letters, hue } = deriveAppLook(name)
        expect([...letters.normalize('NFC')].length).toBeGreaterThan(0)
        expect((hue - 10) % 30).toBe(0)
        expect(hue).toBeLessThan(370)
      }),
    )
  })
})

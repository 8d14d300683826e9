import { describe, expect, test } from 'vitest'
import { contrast, type Pair, readAppGround, readColors } from '../cases/tokens.ts'

const colors = readColors()
const THEMES = ['light', 'dark'] as const

/** [words, the grounds that they stand on] */
const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['paper', 'card', 'float', 'well', 'brass-well', 'ok-well', 'warn-well', 'error-well']],
  ['soft', ['paper', 'card', 'float', 'well', 'brass-well']],
  ['brass-ink', ['paper', 'card', 'brass-well']],
  ['ok', ['paper', 'card', 'float', 'ok-well']],
  ['warn', ['paper', 'card', 'float', 'warn-well']],
  ['error', ['paper', 'card', 'float', 'well', 'error-well']],
  ['on-action', ['action', 'action-strong']],
  ['on-danger', ['danger', 'danger-strong']],
]

/** [drawings and edges of controls, the grounds that they stand on] */
const CONTROLS: readonly (readonly [string, readonly string[]])[] = [
  ['edge', ['paper', 'card', 'float', 'well']],
  ['focus', ['paper', 'card', 'float', 'well', 'brass-well']],
  ['action', ['paper', 'card', 'float', 'well']],
  ['danger', ['paper', 'card']],
  ['brass', ['paper', 'card', 'float']],
  ['on-action', ['action']],
]

function color(name: string): Pair {
  const found = colors.get(name)
  if (found === undefined) throw new Error(`There is no colour "${name}" in the tokens.`)
  return found
}

describe.each(THEMES)('on %s', (theme) => {
  test.each(WORDS)('the words of %s have a contrast of 4.5:1 on their grounds', (name, grounds) => {
    for (const ground of grounds)
      expect(contrast(color(name)[theme], color(ground)[theme]), ground).toBeGreaterThanOrEqual(4.5)
  })

  test.each(CONTROLS)(
    'what is drawn in %s has a contrast of 3:1 on its grounds',
    (name, grounds) => {
      for (const ground of grounds)
        expect(contrast(color(name)[theme], color(ground)[theme]), ground).toBeGreaterThanOrEqual(3)
    },
  )

  test('the letters of an app have a contrast of 4.5:1 on each of the twelve hues', () => {
    for (let hue = 10; hue < 370; hue += 30) {
      const { ground, letters } = readAppGround(hue)
      expect(contrast(letters[theme], ground[theme]), `${hue}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

test('black on white is 21:1, and a colour on itself 1:1', () => {
  const black = { l: 0, c: 0, h: 0 }
  const white = { l: 1, c: 0, h: 0 }
  expect(contrast(black, white)).toBeCloseTo(21, 1)
  expect(contrast(white, white)).toBe(1)
})

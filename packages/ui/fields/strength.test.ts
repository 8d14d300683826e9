import { describe, expect, test } from 'vitest'
import { strengthOf } from './strength.ts'

const WORDS = ['none', 'weak', 'fair', 'good', 'strong'] as const

describe('the strength that is shown', () => {
  test.each([
    [0, 1, 'error', 'none'],
    [1, 1, 'error', 'weak'],
    [2, 2, 'warn', 'fair'],
    [3, 3, 'ok', 'good'],
    [4, 4, 'ok', 'strong'],
  ] as const)('of the score %d has %d bars of %s and the word %s', (score, bars, tone, word) => {
    expect(strengthOf(score, WORDS)).toEqual({ bars, tone, word })
  })

  test('of nothing typed has no bar and no word', () => {
    expect(strengthOf(null, WORDS)).toMatchObject({ bars: 0, word: null })
  })
})

import { describe, expect, test } from 'vitest'
import { sharedText, submitText } from './share-texts.ts'

type Picked = Parameters<typeof submitText>[0]

const named = (...names: string[]) => names.map((name) => ({ name })) as never[]
const picked = (whom: string[], teams: string[], into: string[]): Picked => ({
  whom: named(...whom),
  teams: named(...teams),
  into: named(...into),
})

describe('the words of sharing', () => {
  test.each([
    [picked([], [], []), 'Share'],
    [picked(['Gus'], [], []), 'Share with Gus'],
    [picked(['Gus', 'Leo'], [], []), 'Share with 2 people'],
    [picked(['Gus'], ['Night'], []), 'Share with 1 team and 1 person'],
    [picked([], [], ['Desk']), 'Put into Desk'],
    [picked([], [], ['Desk', 'Post']), 'Put into 2 collections'],
    [picked(['Gus'], [], ['Desk']), 'Share'],
  ])('say what the button does', (chosen, text) => {
    expect(submitText(chosen)).toBe(text)
  })

  test.each([
    [picked(['Gus'], [], []), 'Shared with Gus.'],
    [picked(['Gus', 'Leo'], [], []), 'Shared with 2 people.'],
    [picked([], ['Night', 'Day'], []), 'Shared with 2 teams.'],
    [picked([], [], ['Desk']), 'Put into Desk.'],
    [picked([], [], ['Desk', 'Post']), 'Put into 2 collections.'],
    [picked(['Gus'], [], ['Desk']), 'Shared, and put into collections.'],
  ])('say what was done', (chosen, text) => {
    expect(sharedText(chosen)).toBe(text)
  })
})

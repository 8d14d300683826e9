import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DRAFT_TEXTS, type DraftTexts, EMPTY_TEXTS, fieldsOf } from './draft.ts'
import { rebase } from './rebase.ts'

const BASE: DraftTexts = { ...EMPTY_TEXTS, appName: 'Perch', username: 'studio' }
const texts = fc.record(
  Object.fromEntries(DRAFT_TEXTS.map((name) => [name, fc.constantFrom('', 'a', 'b')])),
) as unknown as fc.Arbitrary<DraftTexts>

describe('a form whose account changed elsewhere', () => {
  test('takes over what nobody touched here, and keeps what was typed', () => {
    const mine = { ...BASE, username: 'mine' }
    const theirs = { ...BASE, appName: 'Perch 2', username: 'theirs' }
    expect(rebase(BASE, mine, theirs)).toEqual({
      texts: { ...mine, appName: 'Perch 2' },
      adopted: ['appName'],
      contested: ['username'],
    })
  })

  test('says nothing where both wrote the same', () => {
    const both = { ...BASE, username: 'new' }
    expect(rebase(BASE, both, both)).toEqual({ texts: both, adopted: [], contested: [] })
  })

  test('never loses a change, of whichever side', () => {
    fc.assert(
      fc.property(texts, texts, texts, (base, mine, theirs) => {
        const { texts: after, contested } = rebase(base, mine, theirs)
        for (const name of DRAFT_TEXTS) {
          const isMine = mine[name] !== base[name]
          expect(after[name]).toBe(isMine ? mine[name] : theirs[name])
          const isBoth = mine[name] !== base[name] && theirs[name] !== base[name]
          expect(contested.includes(name)).toBe(isBoth && mine[name] !== theirs[name])
        }
      }),
    )
  })
})

describe('what a form changes', () => {
  test('is only what differs from what it began with', () => {
    expect(fieldsOf(BASE, BASE, {})).toEqual({})
    expect(fieldsOf({ ...BASE, username: ' two ' }, BASE, { note: '' })).toEqual({
      username: 'two',
      notes: '',
    })
  })

  test('has addresses for secrets and for passkeys alike, and labels each once', () => {
    const mine = { ...BASE, addresses: 'https://perch.example/x', labels: 'b, a,b' }
    expect(fieldsOf(mine, BASE, {})).toEqual({
      hosts: ['perch.example'],
      rpIds: ['perch.example'],
      labels: ['a', 'b'],
    })
  })
})

import { describe, expect, test } from 'vitest'
import { givenBy } from './given-by.ts'

const NIGHT = 'night' as never
const teams = [{ teamId: NIGHT, name: 'Night watch', memberIds: [], role: null, limits: null }]
const desk = { collectionId: 'desk', name: 'Front desk', isIn: true, mayChange: false }
const hidden = { collectionId: 'hidden', name: null, isIn: true, mayChange: true }
const by = (byTeam: never | null, byCollection: string | null) =>
  givenBy({ byTeam, byCollection }, { teams }, [desk, hidden])

describe('by what somebody has an account', () => {
  test('is nothing for who was given it by name, and the team or collection for others', () => {
    expect(by(null, null)).toBeUndefined()
    expect(by(NIGHT, null)).toEqual({ kind: 'team', name: 'Night watch' })
    expect(by(null, 'desk')).toEqual({ kind: 'collection', name: 'Front desk' })
  })

  test('is the collection where a team has that', () => {
    expect(by(NIGHT, 'desk')).toEqual({ kind: 'collection', name: 'Front desk' })
  })

  test('is said without a name for a collection that is not known here', () => {
    for (const id of ['hidden', 'nowhere'])
      expect(by(null, id)).toEqual({ kind: 'collection', name: 'a collection' })
  })
})

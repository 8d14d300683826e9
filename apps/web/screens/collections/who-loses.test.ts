import type { CollectionView } from '@keyward/keyholder/commands'
import { describe, expect, test } from 'vitest'
import { whoLoses } from './who-loses.ts'

type People = CollectionView['people']
type Teams = CollectionView['teams']

const person = (name: string, byTeam: string | null = null) =>
  ({ memberId: name.toLowerCase(), name, byTeam }) as never as People[number]
const team = (name: string, role: string | null) => ({ name, role }) as never as Teams[number]
const lose = (people: People, teams: Teams = []) => whoLoses({ people, teams }, 'me')

describe('who loses what is in a collection', () => {
  test('is nobody where nobody else has it', () => {
    expect(lose([person('Me')])).toBeNull()
    expect(lose([person('Me')], [team('Night watch', null)])).toBeNull()
  })

  test('names teams, and the people who are in none of them', () => {
    const people = [person('Me'), person('Gus'), person('Leo', 'night')]
    expect(lose(people, [team('Night watch', 'manager'), team('Day watch', null)])).toBe(
      'Night watch and Gus',
    )
  })

  test('says how many more there are than can be named', () => {
    const three = ['Ada', 'Gus', 'Leo'].map((name) => person(name))
    expect(lose(three)).toBe('Ada, Gus and Leo')
    expect(lose([...three, person('Sam'), person('Uma')])).toBe('Ada, Gus and 3 more')
  })
})

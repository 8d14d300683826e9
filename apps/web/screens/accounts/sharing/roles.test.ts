import type { OfferedMember, SharingView } from '@keyward/keyholder/commands'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import {
  type Chosen,
  isNarrowedBy,
  membersOf,
  NOBODY,
  offeredTeams,
  operatorsIn,
  rolesFor,
  teamsOf,
  toggled,
} from './roles.ts'

const id = (name: string): MemberId => name as never
const NIGHT = 'night' as never as TeamId

const offer = (name: string, ...roles: OfferedMember['roles']): OfferedMember => ({
  memberId: id(name),
  name,
  workspaceRole: 'user',
  isAgent: false,
  isOperator: false,
  roles,
})
const view = (offered: readonly OfferedMember[]): SharingView => ({
  people: [],
  mayShare: true,
  mayRequest: false,
  offered,
  teams: [
    {
      teamId: NIGHT,
      name: 'Night shift',
      memberIds: ['lena', 'tom', 'owner', 'gus'].map(id),
      role: null,
      limits: null,
    },
  ],
  notShareable: [],
  isOffline: false,
})
const sharing = view([
  offer('gus', 'collaborator'),
  offer('lena', 'owner', 'manager', 'collaborator'),
  offer('tom', 'owner', 'manager', 'collaborator'),
])
const people = (...memberIds: string[]) => ({ ...NOBODY, memberIds: new Set(memberIds.map(id)) })
const night = { ...NOBODY, teamIds: new Set([NIGHT]) }

describe('the roles that can be given', () => {
  test('are those that everybody chosen can have, the least first', () => {
    expect(rolesFor(sharing, people('lena', 'tom'))).toEqual(['collaborator', 'manager', 'owner'])
    expect(rolesFor(sharing, people('lena', 'gus'))).toEqual(['collaborator'])
  })

  test('before anybody is chosen are those that anybody can have', () => {
    expect(rolesFor(sharing, NOBODY)).toEqual(['collaborator', 'manager', 'owner'])
  })

  test('never make a team an Owner', () => {
    expect(rolesFor(sharing, night)).toEqual(['collaborator', 'manager'])
    // A guest in it gets less, and one who is named gets as much as they can have.
    const withGus = { ...night, memberIds: new Set([id('gus')]) }
    expect(rolesFor(sharing, withGus)).toEqual(['collaborator'])
  })

  test('are Owner alone while the workspace gives no other', () => {
    const old = view([offer('lena', 'owner')])
    expect(rolesFor(old, NOBODY)).toEqual(['owner'])
    expect(rolesFor(old, people('lena'))).toEqual(['owner'])
    expect(isNarrowedBy(old, people('lena'))).toBe(false)
  })

  test('are none when nobody is left', () => {
    expect(rolesFor(view([]), NOBODY)).toEqual([])
    expect(rolesFor(view([]), night)).toEqual(['collaborator', 'manager'])
  })
})

test('people are chosen by name beside their teams, and who has the account already is not', () => {
  const both = {
    ...NOBODY,
    memberIds: new Set([id('lena'), id('olga')]),
    teamIds: new Set([NIGHT]),
  }
  expect(membersOf(sharing, both).map(({ name }) => name)).toEqual(['lena'])
  expect(teamsOf(sharing, both).map(({ name }) => name)).toEqual(['Night shift'])
})

test('a team that has the account is not offered again', () => {
  expect(offeredTeams(sharing)).toHaveLength(1)
  const teams = sharing.teams.map((team) => ({ ...team, role: 'manager' as const }))
  expect(offeredTeams({ ...sharing, teams })).toEqual([])
})

test('somebody who can only sign in narrows the choice, and is said to', () => {
  expect(isNarrowedBy(sharing, people('gus'))).toBe(true)
  expect(isNarrowedBy(sharing, people('lena'))).toBe(false)
})

test('who runs the server is named, whether chosen or in a chosen team', () => {
  const runs = { ...sharing, offered: sharing.offered.map((one) => ({ ...one, isOperator: true })) }
  const names = (chosen: Chosen) => operatorsIn(runs, chosen).map(({ name }) => name)
  expect(names(people('gus'))).toEqual(['gus'])
  expect(names(night)).toEqual(['gus', 'lena', 'tom'])
  expect(names(NOBODY)).toEqual([])
  expect(operatorsIn(sharing, night)).toEqual([])
})

test('choosing twice is not choosing', () => {
  const once = toggled(new Set<string>(), 'lena')
  expect([...once]).toEqual(['lena'])
  expect([...toggled(once, 'lena')]).toEqual([])
})

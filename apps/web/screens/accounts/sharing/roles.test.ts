import type { OfferedMember, SharingView } from '@keyward/keyholder/commands'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import { isNarrowedBy, membersOf, NOBODY, rolesFor, toggled } from './roles.ts'

const id = (name: string): MemberId => name as never
const NIGHT = 'night' as never as TeamId

const offer = (name: string, ...roles: OfferedMember['roles']): OfferedMember => ({
  memberId: id(name),
  name,
  workspaceRole: 'user',
  isAgent: false,
  roles,
})
const view = (offered: readonly OfferedMember[]): SharingView => ({
  people: [],
  mayShare: true,
  mayRequest: false,
  offered,
  teams: [{ teamId: NIGHT, name: 'Night shift', memberIds: ['lena', 'tom', 'owner'].map(id) }],
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
  })

  test('are Owner alone while the workspace gives no other', () => {
    const old = view([offer('lena', 'owner')])
    expect(rolesFor(old, NOBODY)).toEqual(['owner'])
    expect(rolesFor(old, people('lena'))).toEqual(['owner'])
    expect(isNarrowedBy(old, people('lena'))).toBe(false)
  })

  test('are none when nobody is left', () => {
    expect(rolesFor(view([]), NOBODY)).toEqual([])
  })
})

test('a team and its member count once, and who has the account already does not', () => {
  const both = { memberIds: new Set([id('lena'), id('gus')]), teamIds: new Set([NIGHT]) }
  expect(membersOf(sharing, both).map(({ name }) => name)).toEqual(['gus', 'lena', 'tom'])
})

test('somebody who can only sign in narrows the choice, and is said to', () => {
  expect(isNarrowedBy(sharing, people('gus'))).toBe(true)
  expect(isNarrowedBy(sharing, people('lena'))).toBe(false)
})

test('choosing twice is not choosing', () => {
  const once = toggled(new Set<string>(), 'lena')
  expect([...once]).toEqual(['lena'])
  expect([...toggled(once, 'lena')]).toEqual([])
})

import { type Limits, NO_LIMITS } from '@keyward/cosigning/terms'
import type { CborValue } from '@keyward/codec'
import type { Member, MemberId, TeamId, WorkspaceState } from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import {
  createAccount,
  createCollection,
  encodeProfile,
  IN_COLLECTION,
  parseProfile,
  TAKEN_OUT,
  writeShares,
} from '../../accounts.ts'
import type { OpenCollection } from './collection.ts'
import { dueShares } from './due.ts'
import { LEFT_OUT, memberShareOf, OWN, readShares, type Shares, shareOf } from './shares.ts'
import { wayOf } from './way.ts'

const night = 'night' as TeamId
const ids = ['olga', 'uma', 'gus', 'vic'] as unknown as readonly MemberId[]
const [olga, uma, gus, vic] = ids as [MemberId, MemberId, MemberId, MemberId]
const state = {
  teams: new Map([[night, { teamId: night, name: 'Night', members: new Set([uma, gus]) }]]),
  formerTeams: new Set(),
  members: new Map(
    ids.map((memberId) => [
      memberId,
      { memberId, kind: 'person', role: memberId === gus ? 'guest' : 'user' } as Member,
    ]),
  ),
} as unknown as WorkspaceState
const self = { kind: 'person', role: 'user' } as const

const limited = (signIns: number): Limits => ({ ...NO_LIMITS, signIns })
const member = (role: 'manager' | 'collaborator', signIns: number) =>
  memberShareOf({ role, limits: limited(signIns) })
const team = (role: 'manager' | 'collaborator', signIns: number) =>
  shareOf({ role, limits: limited(signIns) })

type Marks = Readonly<Record<string, CborValue>>

/** Each mark a millisecond after the one before, and read from bytes. */
function shares(marks: Marks, kind: 'account' | 'collection' = 'account'): Shares {
  const begin = { at: 1000, by: 'a' }
  let content =
    kind === 'account' ? createAccount({ appName: 'Perch' }, begin) : createCollection('C', begin)
  let at = 2000
  for (const mark of Object.entries(marks))
    content = writeShares(content, new Map([mark]), { at: (at += 1), by: 'a' })
  const parsed = parseProfile(encodeProfile(content.profile))
  if (parsed.kind === 'unreadable') throw parsed.error
  expect(parsed.content.kind).toBe(kind === 'account' ? '' : 'collection')
  return readShares(parsed.content, state)
}

function collection(collectionId: string, marks: Marks, ...owners: string[]): OpenCollection {
  return { collectionId, owners: new Set(owners), shares: shares(marks, 'collection') }
}

describe('who has an account in a collection', () => {
  const IN = { day: IN_COLLECTION, dusk: IN_COLLECTION, out: TAKEN_OUT }

  test('has it as the collection says, by name before a team, and Owners of it as Managers', () => {
    const day = collection(
      'day',
      { uma: member('collaborator', 3), night: team('manager', 9) },
      olga,
    )
    const by = (memberId: MemberId) => wayOf(shares(IN), [day], state, memberId)
    expect(by(uma)).toMatchObject({
      role: 'collaborator',
      limits: limited(3),
      teamId: null,
      collectionId: 'day',
    })
    expect(by(gus)).toMatchObject({ role: 'manager', limits: limited(9), teamId: night })
    expect(by(olga)).toMatchObject({ role: 'manager', limits: NO_LIMITS, collectionId: 'day' })
    expect(by(vic)).toBeUndefined()
  })

  test('has it by the strongest, a team before a collection, the earlier of equals', () => {
    const day = collection('day', {
      uma: member('collaborator', 1),
      vic: member('collaborator', 1),
    })
    const dusk = collection('dusk', { uma: member('collaborator', 2), vic: member('manager', 2) })
    const both = [day, dusk]
    expect(wayOf(shares(IN), both, state, uma)).toMatchObject({ collectionId: 'day' })
    expect(wayOf(shares(IN), both, state, vic)).toMatchObject({
      collectionId: 'dusk',
      role: 'manager',
    })
    const withTeam = shares({ ...IN, night: team('collaborator', 5) })
    expect(wayOf(withTeam, both, state, uma)).toMatchObject({ teamId: night, collectionId: null })
    expect(shares({ dusk: IN_COLLECTION, day: IN_COLLECTION }).collections).toEqual(['dusk', 'day'])
    expect(shares({ ...IN, dusk: TAKEN_OUT }).collections).toEqual(['day'])
  })

  test('is not who was left out, of the account or of the collection', () => {
    const day = collection('day', { night: team('manager', 1), gus: LEFT_OUT })
    expect(wayOf(shares(IN), [day], state, gus)).toBeUndefined()
    expect(wayOf(shares({ ...IN, uma: LEFT_OUT }), [day], state, uma)).toBeUndefined()
    expect(wayOf(shares(IN), [day], state, uma)).toBeDefined()
  })
})

describe('what is due', () => {
  const roles = (now: Readonly<Record<string, string>>, listed = now) => ({
    now: new Map(Object.entries(now)) as never,
    listed: new Map(Object.entries(listed)) as never,
  })

  test('leaves Owners and who has it by name, and takes from who has it in no way', () => {
    const day = collection('day', { vic: member('manager', 1), gus: member('manager', 1) })
    const all = shares({ day: IN_COLLECTION, uma: OWN })
    const now = { olga: 'owner', uma: 'collaborator', vic: 'collaborator' }
    const found = dueShares(state, self, all, [day], roles(now))
    expect(found.map(({ memberId, now: has, role }) => [memberId, has, role])).toEqual([
      // A guest signs in, and no more.
      [gus, undefined, 'collaborator'],
      [vic, 'collaborator', 'manager'],
    ])
    const out = dueShares(state, self, shares({ day: TAKEN_OUT, uma: OWN }), [], roles(now))
    expect(out).toEqual([{ memberId: vic, now: 'collaborator', role: undefined, way: undefined }])
  })

  test('is nothing for an account that never was in a collection', () => {
    const now = { olga: 'owner', uma: 'collaborator' }
    expect(dueShares(state, self, shares({ vic: OWN }), [], roles(now))).toEqual([])
  })

  test('gives back what was to be taken before it was known to be given by name', () => {
    const now = { olga: 'owner' }
    const listed = { olga: 'owner', uma: 'manager' }
    const all = shares({ day: TAKEN_OUT, uma: OWN, gus: OWN })
    expect(dueShares(state, self, all, [], roles(now, listed))).toEqual([
      { memberId: uma, now: undefined, role: 'manager', way: undefined },
    ])
  })

  test('is for a collection what is written in it, and nothing else', () => {
    const all = shares({ uma: member('manager', 1), gus: null }, 'collection')
    const now = { olga: 'owner', uma: 'collaborator', gus: 'collaborator' }
    const found = dueShares(state, self, all, [], roles(now))
    expect(found.map(({ memberId, role }) => [memberId, role])).toEqual([
      [uma, 'manager'],
      [gus, undefined],
    ])
  })
})

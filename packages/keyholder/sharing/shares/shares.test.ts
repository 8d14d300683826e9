import { NO_LIMITS } from '@keyward/cosigning/terms'
import type { CborValue } from '@keyward/codec'
import type { MemberId, TeamId, WorkspaceState } from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import { encodeProfile, mergeProfiles, parseProfile, writeShares } from '../../accounts.ts'
import { exampleAccount } from '../../accounts/cases/fixtures.ts'
import { LEFT_OUT, OWN, readShares, shareOf, teamShareOf } from './shares.ts'

const [night, day, gone] = ['night', 'day', 'gone'] as unknown as [TeamId, TeamId, TeamId]
const [uma, gus] = ['uma', 'gus'] as unknown as [MemberId, MemberId]
const state = {
  teams: new Map([
    [night, { teamId: night, name: 'Night', members: new Set([uma, gus]) }],
    [day, { teamId: day, name: 'Day', members: new Set([uma]) }],
  ]),
  formerTeams: new Set([gone]),
} as unknown as WorkspaceState
const asCollaborator = shareOf({ role: 'collaborator', limits: { ...NO_LIMITS, signIns: 3 } })
const asManager = shareOf({ role: 'manager', limits: NO_LIMITS })

function written(shares: Readonly<Record<string, CborValue>>, at = 9e6, by = 'c') {
  const content = exampleAccount()
  return writeShares(content, new Map(Object.entries(shares)), { at, by }).profile
}

describe('how an account is shared with teams', () => {
  test('is kept in its profile, and read again', () => {
    const profile = written({ night: asCollaborator, uma: OWN, gus: LEFT_OUT })
    const parsed = parseProfile(encodeProfile(profile))
    expect(parsed).toMatchObject({ kind: 'readable' })
    if (parsed.kind !== 'readable') return
    expect(encodeProfile(parsed.content)).toEqual(encodeProfile(profile))
    const shares = readShares(parsed.content, state)
    expect(shares).toMatchObject({
      teams: [{ teamId: night, role: 'collaborator', limits: { ...NO_LIMITS, signIns: 3 } }],
      isKept: true,
      own: new Set([uma]),
      leftOut: new Set([gus]),
    })
    expect(teamShareOf(shares, state, gus)).toBeUndefined()
  })

  test('by several teams is by the strongest, and of equals by the first', () => {
    const both = readShares(written({ night: asCollaborator, day: asManager }), state)
    expect(teamShareOf(both, state, uma)?.teamId).toBe(day)
    expect(teamShareOf(both, state, gus)?.teamId).toBe(night)
    const later = mergeProfiles(written({ day: asCollaborator }, 9e6), written({}, 1))
    const equal = mergeProfiles(later, written({ night: asCollaborator }, 9e6 + 1))
    expect(teamShareOf(readShares(equal, state), state, uma)?.teamId).toBe(day)
  })

  test('goes by the later of two changes, whichever comes first', () => {
    const one = written({ night: asCollaborator, uma: OWN }, 9e6, 'a')
    const other = written({ night: null, gus: LEFT_OUT }, 9e6 + 5, 'b')
    const merged = mergeProfiles(one, other)
    expect(encodeProfile(mergeProfiles(other, one))).toEqual(encodeProfile(merged))
    expect(readShares(merged, state)).toMatchObject({
      teams: [],
      isKept: true,
      own: new Set([uma]),
      leftOut: new Set([gus]),
    })
  })

  test('with a team that is no more gives nothing, and is still known to have been', () => {
    expect(readShares(written({ gone: asManager }), state)).toMatchObject({
      teams: [],
      isKept: true,
    })
    expect(readShares(written({ uma: OWN }), state).isKept).toBe(false)
  })

  test.each([
    ['a later kind of share', ['squad', 'collaborator', new Uint8Array(1)]],
    ['limits of a later version', ['team', 'collaborator', new Uint8Array([0xa1])]],
    ['an Owner', ['team', 'owner', new Uint8Array([0xa0])]],
    ['another word', 'sometimes'],
    ['a collection, said otherwise', ['collection', 'perhaps']],
  ])('that can not be read takes nothing from anybody: %s', (_, value) => {
    const shares = readShares(written({ night: asCollaborator, day: value }), state)
    expect(shares.isKept).toBe(false)
  })
})

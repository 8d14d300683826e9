import { describe, expect, test } from 'vitest'
import { everyKind } from './cases/every-kind.ts'
import {
  begin,
  deviceOf,
  idOf,
  joined,
  keysOf,
  phoneOf,
  type Scene,
  START,
  write,
} from './cases/scene.ts'
import { appendEntry, foldChain } from './fold.ts'
import { hashEntry } from './hash.ts'
import type { DeviceId, InvitationId, MemberId, TeamId } from './ids.ts'
import { liveDevice, liveDevices } from './state.ts'

const olga = idOf<MemberId>('Olga')
const anna = idOf<MemberId>('Anna')
const uwe = idOf<MemberId>('Uwe')
const bot = idOf<MemberId>('Build agent')

describe('the first entry', () => {
  const { state, entries } = begin()

  test('makes its author Owner, with the keyset and device named', () => {
    expect(state.ownerId).toBe(olga)
    expect(state.members.get(olga)).toEqual({
      memberId: olga,
      kind: 'person',
      name: 'Olga',
      role: 'owner',
      keys: keysOf('Olga'),
      keysDue: false,
      joinedAt: 0,
    })
    expect(liveDevices(state, olga)).toEqual([
      { ...deviceOf(phoneOf('Olga')), memberId: olga, addedAt: 0, removedAt: null },
    ])
  })

  test('gives the workspace its id, name, default policies and genesis hash', () => {
    expect(state.workspaceId).toBe(idOf('Harbour'))
    expect(state.name).toBe('Harbour')
    expect(state.policies.lockAfterMinutes).toBe(15)
    expect(state.genesisHash).toEqual(hashEntry(entries[0]!))
    expect(state.head).toEqual({ sequence: 0, hash: state.genesisHash, entry: entries[0] })
    expect(state.head.entry.time).toBe(START)
  })
})

describe('a history with every kind of entry', () => {
  const { state, entries } = everyKind()

  test('has each of the 13 kinds', () => {
    expect(new Set(entries.map(({ body }) => body.kind)).size).toBe(13)
  })

  test('members: who is there, who left, with which roles and keysets', () => {
    const roles = [...state.members.values()].map(({ name, role }) => [name, role])
    expect(roles).toEqual([
      ['Olga', 'super-admin'],
      ['Anna', 'owner'],
      ['Uwe', 'user'],
    ])
    expect(state.ownerId).toBe(anna)
    expect(state.members.get(uwe)?.keys).toEqual(keysOf('Uwe', 2))
    expect(state.members.get(uwe)?.keysDue).toBe(false)
    expect(state.formerMembers.get(bot)).toMatchObject({
      kind: 'agent',
      role: 'guest',
      joinedAt: 3,
      removedAt: 16,
    })
  })

  test('devices: those that sign, and from when to when the others did', () => {
    expect(liveDevices(state, uwe).map(({ name }) => name)).toEqual([
      "Uwe's laptop",
      "Uwe's spare phone",
    ])
    expect(state.devices.get(idOf<DeviceId>("Uwe's phone"))).toMatchObject({
      addedAt: 2,
      removedAt: 8,
    })
    expect(liveDevices(state, bot)).toEqual([])
    expect(liveDevice(state, uwe, idOf("Uwe's laptop"))?.name).toBe("Uwe's laptop")
    expect(liveDevice(state, uwe, idOf("Uwe's phone"))).toBeUndefined()
    expect(liveDevice(state, anna, idOf("Uwe's laptop"))).toBeUndefined()
  })

  test('policies, name and used invitations', () => {
    expect(state.policies).toMatchObject({
      continuity: true,
      lockAfterMinutes: 5,
      createOn: 'mobile',
      uniqueUsername: 'per-app',
    })
    expect(state.name).toBe('Harbour & Söhne')
    expect(state.invitations.has(idOf<InvitationId>('invitation of Uwe'))).toBe(true)
    expect(state.invitations.size).toBe(3)
  })

  test('folded at once it says the same as entry by entry', () => {
    expect(foldChain(entries)).toEqual(state)
  })

  test('appending leaves the state before as it was', () => {
    for (let i = 1; i < entries.length; i += 1) {
      const before = foldChain(entries.slice(0, i))
      appendEntry(before, entries[i]!)
      expect(before).toEqual(foldChain(entries.slice(0, i)))
    }
  })
})

describe('teams', () => {
  const crew = idOf<TeamId>('Crew')
  let scene = write(begin(), 'Olga', joined('Anna', 'admin'))
  scene = write(scene, 'Anna', joined('Uwe', 'user'))
  scene = write(scene, 'Anna', {
    kind: 'team-created',
    teamId: crew,
    name: 'Crew',
    members: [anna, uwe],
  })

  test('who leaves the workspace leaves its teams', () => {
    const { state } = write(scene, 'Olga', { kind: 'member-removed', memberId: uwe })
    expect([...state.teams.get(crew)!.members]).toEqual([anna])
    expect(scene.state.teams.get(crew)?.members.size).toBe(2)
  })

  test('a change may keep the name, and lets the same member go and come again', () => {
    const { state } = write(scene, 'Anna', {
      kind: 'team-changed',
      teamId: crew,
      name: null,
      added: [uwe],
      removed: [uwe],
    })
    expect(state.teams.get(crew)).toEqual({
      teamId: crew,
      name: 'Crew',
      members: new Set([anna, uwe]),
    })
  })

  test('have up to 10,000 members, in entries of at most 64 KiB', () => {
    const many = new Map(scene.state.members)
    const ids = Array.from({ length: 10_001 }, (_, i) => idOf<MemberId>(`extra ${i}`))
    const model = scene.state.members.get(uwe)!
    for (const memberId of ids) many.set(memberId, { ...model, memberId })
    let crowd: Scene = { ...scene, state: { ...scene.state, members: many } }
    const add = (added: readonly MemberId[]) =>
      write(crowd, 'Anna', { kind: 'team-changed', teamId: crew, name: null, added, removed: [] })
    // Two are in already.
    for (const [from, to] of [
      [0, 3500],
      [3500, 7000],
      [7000, 9998],
    ]) {
      crowd = add(ids.slice(from, to))
    }
    expect(crowd.state.teams.get(crew)?.members.size).toBe(10_000)
    expect(() => add(ids.slice(9998, 9999))).toThrow(
      expect.objectContaining({ rule: 'team.too-large' }),
    )
    expect(() => add(ids)).toThrow(expect.objectContaining({ rule: 'entry.too-large' }))
  })
})

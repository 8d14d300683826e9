import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  begin,
  deviceOf,
  idOf,
  joined,
  keysOf,
  type Pen,
  type Scene,
  write,
} from './cases/scene.ts'
import { encodeEntry, parseEntry } from './encode.ts'
import type { EntryBody } from './entry.ts'
import { foldChain } from './fold.ts'
import type { MemberId, TeamId } from './ids.ts'
import { liveDevices, type Member } from './state.ts'

const RUNS = process.env['KEYWARD_LONG'] === '1' ? 200 : 15

/** A step of a history: what is tried, and the numbers by which it chooses whom. */
interface Step {
  readonly what: number
  readonly who: number
  readonly whom: number
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ what: fc.nat(9), who: fc.nat(1000), whom: fc.nat(1000) }),
  { minLength: 5, maxLength: 25 },
)

function pick<T>(values: readonly T[], number: number): T | undefined {
  return values.length === 0 ? undefined : values[number % values.length]
}

/** A body that the Owner, or a member about itself, may always write; undefined when none fits. */
function chosen(scene: Scene, { what, who, whom }: Step): [string, EntryBody, Pen?] | undefined {
  const { state, entries } = scene
  const members = [...state.members.values()]
  const owner = members.find(({ memberId }) => memberId === state.ownerId) as Member
  const others = members.filter((member) => member !== owner)
  const other = pick(others, whom)
  const self = pick(members, who) as Member
  const devices = liveDevices(state, self.memberId)
  const pen = { device: devices[0]?.name ?? 'none' }
  const ownerPen = { device: liveDevices(state, owner.memberId)[0]?.name ?? 'none' }
  const byOwner = (body: EntryBody): [string, EntryBody, Pen] => [owner.name, body, ownerPen]
  const fresh = entries.length
  const team = pick([...state.teams.values()], whom)
  const roles = ['super-admin', 'admin', 'user', 'login-only', 'guest'] as const
  const role = roles[who % 5] ?? 'user'

  if (what === 0) return byOwner(joined(`member ${fresh}`, role))
  if (what === 1) return byOwner({ kind: 'workspace-renamed', name: `Harbour ${who}` })
  if (what === 2) return byOwner({ kind: 'policy-set', policy: 'lockAfterMinutes', value: 1 + who })
  if (what === 3) {
    const added = members.filter((_, i) => (who >> i) % 2 === 1).map(({ memberId }) => memberId)
    const teamId = idOf<TeamId>(`team ${fresh}`)
    return byOwner({ kind: 'team-created', teamId, name: `Team ${fresh}`, members: added })
  }
  if (what === 4 && team !== undefined) {
    const removed = [...team.members].slice(0, 1)
    return byOwner({ kind: 'team-changed', teamId: team.teamId, name: null, added: [], removed })
  }
  if (what === 5 && devices.length > 0) {
    return [self.name, { kind: 'device-added', device: deviceOf(`device ${fresh}`) }, pen]
  }
  if (what === 6 && devices.length > 1) {
    const deviceId = devices[1]?.deviceId ?? idOf('none')
    return [self.name, { kind: 'device-removed', deviceId }, pen]
  }
  if (what === 7 && devices.length > 0) {
    const keys = keysOf(self.name, self.keys.epoch + 1)
    return [self.name, { kind: 'keys-changed', keys }, pen]
  }
  if (what === 8 && other !== undefined) {
    return byOwner({ kind: 'role-changed', memberId: other.memberId, role })
  }
  if (what === 9 && other !== undefined) {
    const kinds = ['member-removed', 'ownership-handed-over'] as const
    return byOwner({ kind: kinds[who % 2] ?? 'member-removed', memberId: other.memberId })
  }
  return undefined
}

/** Tells the history that the steps make; steps that fit nothing are left out. */
function told(history: readonly Step[]): Scene {
  let scene = begin()
  for (const step of history) {
    const next = chosen(scene, step)
    if (next !== undefined) scene = write(scene, ...next)
  }
  return scene
}

describe('property: any history of allowed steps', () => {
  test('folds, from bytes too, to one Owner and members with distinct ids and keys', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(steps, (history) => {
        const { entries, state } = told(history)
        for (const { body } of entries) kinds.add(body.kind)
        const received = entries.map((entry) => parseEntry(encodeEntry(entry)))
        expect(foldChain(received)).toEqual(state)
        expect(state.head.sequence).toBe(entries.length - 1)

        const members = [...state.members.values()]
        expect(members.filter(({ role }) => role === 'owner')).toEqual([
          state.members.get(state.ownerId),
        ])
        const present = new Set<MemberId>(state.members.keys())
        for (const team of state.teams.values()) {
          expect([...team.members].every((member) => present.has(member))).toBe(true)
        }
        for (const former of state.formerMembers.keys()) {
          expect(present.has(former)).toBe(false)
          expect(liveDevices(state, former)).toEqual([])
        }
        const keysets = entries.filter(({ body }) => 'keys' in body).length
        expect(state.signingKeys.size).toBe(state.devices.size + keysets)
      }),
      { numRuns: RUNS },
    )
    expect(kinds.size).toBeGreaterThan(9)
  })
})

import { describe, expect, test } from 'vitest'
import {
  begin,
  deviceOf,
  idOf,
  joined,
  keysOf,
  type Pen,
  type Scene,
  signed,
  START,
  write,
} from './cases/scene.ts'
import type { EntryBody, MemberKeys } from './entry.ts'
import { appendEntry, foldChain } from './fold.ts'
import type { DeviceId, InvitationId, MemberId, TeamId } from './ids.ts'

const olga = idOf<MemberId>('Olga')
const sara = idOf<MemberId>('Sara')
const anna = idOf<MemberId>('Anna')
const uwe = idOf<MemberId>('Uwe')
const leo = idOf<MemberId>('Leo')
const crew = idOf<TeamId>('Crew')
const gone = idOf<TeamId>('Gone')
const laptop = "Uwe's laptop"

/** Olga owns, Sara is Super Admin, Anna Admin, Uwe User with two devices; Leo was a User and left. */
function harbour(): Scene {
  let scene = write(begin(), 'Olga', joined('Sara', 'super-admin'))
  scene = write(scene, 'Sara', joined('Anna', 'admin'))
  scene = write(scene, 'Anna', joined('Uwe', 'user'))
  scene = write(scene, 'Uwe', { kind: 'device-added', device: deviceOf(laptop) })
  scene = write(scene, 'Anna', joined('Leo', 'user'))
  scene = write(scene, 'Anna', { kind: 'team-created', teamId: crew, name: 'C', members: [uwe] })
  scene = write(scene, 'Anna', { kind: 'team-created', teamId: gone, name: 'G', members: [] })
  scene = write(scene, 'Anna', { kind: 'team-removed', teamId: gone })
  return write(scene, 'Anna', { kind: 'member-removed', memberId: leo })
}

const scene = harbour()
const rename: EntryBody = { kind: 'workspace-renamed', name: 'Port' }
const keys = (epoch: number, more: Partial<MemberKeys> = {}): EntryBody => {
  return { kind: 'keys-changed', keys: { ...keysOf('Uwe', epoch), ...more } }
}
const team = (added: readonly MemberId[], removed: readonly MemberId[]): EntryBody => {
  return { kind: 'team-changed', teamId: crew, name: null, added, removed }
}

type Row = readonly [what: string, rule: string, author: string, body: EntryBody, pen?: Pen]

// oxfmt-ignore
const FORGED: readonly Row[] = [
  ['a stranger writes', 'author.unknown', 'Eve', rename],
  ['a removed member writes', 'author.unknown', 'Leo', keys(2)],
  ["a stranger signs in the Owner's name", 'author.signature', 'Olga', rename, { key: 'Eve' }],
  ["a User signs in the Owner's name", 'author.signature', 'Olga', rename, { key: "Uwe's phone" }],
  ["a User's device stands by the Owner's name", 'author.device', 'Olga', rename, { device: "Uwe's phone" }],
  ["a removed member's device stands by another's name", 'author.device', 'Olga', rename, { device: "Leo's phone" }],
  ['a device that nobody has', 'author.device', 'Olga', rename, { device: 'Eve' }],
  ["the member's own key signs more than a device", 'author.device', 'Olga', rename, { device: null }],
  ['a foreign key brings in a device', 'author.signature', 'Uwe', { kind: 'device-added', device: deviceOf('x') }, { device: null, key: 'keyset 1 of Anna' }],
]

// oxfmt-ignore
const NOT_ALLOWED: readonly Row[] = [
  ['a User raises itself', 'needs-member-administrator', 'Uwe', { kind: 'role-changed', memberId: uwe, role: 'admin' }],
  ['an Admin raises itself', 'own-role', 'Anna', { kind: 'role-changed', memberId: anna, role: 'super-admin' }],
  ['an Admin makes an Admin', 'role-out-of-reach', 'Anna', { kind: 'role-changed', memberId: uwe, role: 'admin' }],
  ['an Admin lowers a Super Admin', 'member-out-of-reach', 'Anna', { kind: 'role-changed', memberId: sara, role: 'guest' }],
  ['a Super Admin makes itself Owner', 'own-role', 'Sara', { kind: 'role-changed', memberId: sara, role: 'owner' }],
  ['an Owner makes a second one', 'owner-only-by-hand-over', 'Olga', { kind: 'role-changed', memberId: sara, role: 'owner' }],
  ['a Super Admin takes ownership', 'needs-workspace-owner', 'Sara', { kind: 'ownership-handed-over', memberId: sara }],
  ['the Owner hands over to itself', 'already-owner', 'Olga', { kind: 'ownership-handed-over', memberId: olga }],
  ['a User admits a member', 'needs-member-administrator', 'Uwe', joined('Eve', 'user')],
  ['an Admin admits an Admin', 'role-out-of-reach', 'Anna', joined('Eve', 'admin')],
  ['a second Owner joins', 'owner-only-by-hand-over', 'Olga', joined('Eve', 'owner')],
  ['an agent joins as Admin', 'agent-not-administrative', 'Olga', joined('Eve', 'admin', { memberKind: 'agent' })],
  ['a User removes a member', 'needs-member-administrator', 'Uwe', { kind: 'member-removed', memberId: anna }],
  ['a Super Admin removes the Owner', 'owner-only-by-hand-over', 'Sara', { kind: 'member-removed', memberId: olga }],
  ["an Admin removes a Super Admin's device", 'member-out-of-reach', 'Anna', { kind: 'device-removed', deviceId: idOf("Sara's phone") }],
  ["a User removes an Admin's device", 'needs-member-administrator', 'Uwe', { kind: 'device-removed', deviceId: idOf("Anna's phone") }],
  ['an Admin sets a policy', 'needs-policy-changer', 'Anna', { kind: 'policy-set', policy: 'plaintextExport', value: true }],
  ['an Admin renames the workspace', 'needs-workspace-administrator', 'Anna', rename],
  ['a User founds a team', 'needs-team-administrator', 'Uwe', { kind: 'team-created', teamId: idOf('new'), name: 'N', members: [] }],
  ['a User joins a team', 'needs-team-administrator', 'Uwe', team([uwe], [])],
  ['a User removes a team', 'needs-team-administrator', 'Uwe', { kind: 'team-removed', teamId: crew }],
]

// oxfmt-ignore
const IMPOSSIBLE: readonly Row[] = [
  ['the workspace is created again', 'chain.genesis', 'Olga', begin().entries[0]!.body],
  ['the role of nobody', 'member.unknown', 'Olga', { kind: 'role-changed', memberId: idOf('Eve'), role: 'user' }],
  ['the role of a former member', 'member.unknown', 'Olga', { kind: 'role-changed', memberId: leo, role: 'user' }],
  ['a former member is removed again', 'member.unknown', 'Olga', { kind: 'member-removed', memberId: leo }],
  ['ownership goes to a former member', 'member.unknown', 'Olga', { kind: 'ownership-handed-over', memberId: leo }],
  ["a member's id again", 'member.id-reused', 'Anna', joined('Eve', 'user', { memberId: uwe })],
  ["a former member's id again", 'member.id-reused', 'Anna', joined('Eve', 'user', { memberId: leo })],
  ['an invitation again', 'invitation.reused', 'Anna', joined('Eve', 'user', { invitationId: idOf<InvitationId>('invitation of Leo') })],
  ["a newcomer's second keyset", 'key.epoch', 'Anna', joined('Eve', 'user', { keys: keysOf('Eve', 2) })],
  ["a newcomer with another's keyset", 'key.reused', 'Anna', joined('Eve', 'user', { keys: keysOf('Uwe') })],
  ["a newcomer with another's device key", 'key.reused', 'Anna', joined('Eve', 'user', { device: { ...deviceOf('x'), signing: deviceOf("Leo's phone").signing } })],
  ['the same keyset again', 'key.epoch', 'Uwe', keys(1)],
  ['a keyset two epochs on', 'key.epoch', 'Uwe', keys(3)],
  ['a new epoch of the old key', 'key.reused', 'Uwe', keys(2, { signing: keysOf('Uwe').signing })],
  ["a device's id again", 'device.id-reused', 'Uwe', { kind: 'device-added', device: { ...deviceOf('x'), deviceId: idOf<DeviceId>("Leo's phone") } }],
  ["a device's key again", 'key.reused', 'Uwe', { kind: 'device-added', device: { ...deviceOf('x'), signing: deviceOf(laptop).signing } }],
  ['a device that is not there goes', 'device.unknown', 'Uwe', { kind: 'device-removed', deviceId: idOf('x') }],
  ['a device that went goes again', 'device.unknown', 'Olga', { kind: 'device-removed', deviceId: idOf("Leo's phone") }],
  ["the Owner's only device goes", 'device.last', 'Olga', { kind: 'device-removed', deviceId: idOf("Olga's phone") }],
  ["a team's id again", 'team.id-reused', 'Anna', { kind: 'team-created', teamId: crew, name: 'N', members: [] }],
  ["a removed team's id again", 'team.id-reused', 'Anna', { kind: 'team-created', teamId: gone, name: 'N', members: [] }],
  ['a removed team changes', 'team.unknown', 'Anna', { kind: 'team-changed', teamId: gone, name: 'N', added: [], removed: [] }],
  ['a removed team is removed', 'team.unknown', 'Anna', { kind: 'team-removed', teamId: gone }],
  ['nobody joins a team', 'member.unknown', 'Anna', team([leo], [])],
  ["a team's member joins it", 'team.members', 'Anna', team([uwe], [])],
  ['somebody joins twice at once', 'team.members', 'Anna', team([anna, anna], [])],
  ['somebody leaves a team without being in it', 'team.members', 'Anna', team([], [anna])],
  ['a team founded with a member twice', 'team.members', 'Anna', { kind: 'team-created', teamId: idOf('new'), name: 'N', members: [uwe, uwe] }],
]

function refusal(from: Scene, author: string, body: EntryBody, pen?: Pen): void {
  appendEntry(from.state, signed(from, author, body, pen))
}

const TABLES: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  ['forged authors', FORGED],
  ['what the rules forbid', NOT_ALLOWED],
  ['what cannot be', IMPOSSIBLE],
]

for (const [title, rows] of TABLES) {
  describe(`${title}`, () => {
    for (const [what, rule, author, body, pen] of rows)
      test(`${what}: ${rule}`, () => {
        const before = scene.state.head
        const entry = signed(scene, author, body, pen)
        const refused = expect.objectContaining({ name: 'WorkspaceError', rule })
        expect(() => appendEntry(scene.state, entry)).toThrow(refused)
        expect(() => foldChain([...scene.entries, entry])).toThrow(refused)
        expect(scene.state.head).toBe(before)
      })
  })
}

describe('a removed device signs nothing', () => {
  const phone = { kind: 'device-removed', deviceId: idOf<DeviceId>("Uwe's phone") } as const
  const fresh = { kind: 'device-added', device: deviceOf('fresh') } as const
  const byOwner = write(scene, 'Uwe', phone, { device: laptop })
  const byAdmin = write(scene, 'Anna', phone)

  test.each([
    ['by its owner', byOwner],
    ['by an Admin', byAdmin],
  ])('removed %s', (_, after) => {
    expect(() => refusal(after, 'Uwe', keys(2))).toThrow(
      expect.objectContaining({ rule: 'author.device' }),
    )
  })

  test('nor does the keyset that lay on it bring it in again, until the keyset is changed', () => {
    const pen = { device: null, key: 'keyset 1 of Uwe' }
    expect(() => refusal(byAdmin, 'Uwe', fresh, pen)).toThrow(
      expect.objectContaining({ rule: 'key.due' }),
    )
    const renewed = write(byAdmin, 'Uwe', keys(2), { device: laptop })
    expect(() => refusal(renewed, 'Uwe', fresh, pen)).toThrow(
      expect.objectContaining({ rule: 'author.signature' }),
    )
    const again = write(renewed, 'Uwe', fresh, { device: null, key: 'keyset 2 of Uwe' })
    expect(again.state.devices.has(idOf<DeviceId>('fresh'))).toBe(true)
  })

  test("a recovery kit's key brings in a device when all are lost", () => {
    const after = write(scene, 'Olga', fresh, { device: null, key: 'keyset 1 of Olga' })
    expect(after.state.devices.get(idOf<DeviceId>('fresh'))?.memberId).toBe(olga)
  })
})

describe('time', () => {
  const { time } = scene.state.head.entry
  test('an entry may be dated an hour before the one it follows: clocks differ', () => {
    const after = write(scene, 'Olga', rename, { time: time - 3_600_000 })
    expect(after.state.name).toBe('Port')
    expect(time - 3_600_000).toBeLessThan(START)
  })

  test('but not longer', () => {
    expect(() => refusal(scene, 'Olga', rename, { time: time - 3_600_001 })).toThrow(
      expect.objectContaining({ rule: 'chain.time' }),
    )
  })
})

import { describe, expect, test } from 'vitest'
import type { Actor } from './actions.ts'
import { type Decision, may } from './may.ts'
import { MEMBER_KINDS, WORKSPACE_ROLES, type WorkspaceRole } from './roles.ts'

/**
 * "invite, remove, change roles: all but Owner | up to Super Admin | User, Login-Only, Guest | no |
 * no | no". A row for each actor; y or n for the other's role, Owner to Guest.
 */
const REACHED: Readonly<Record<WorkspaceRole, string>> = {
  owner: 'nyyyyy',
  'super-admin': 'nyyyyy',
  admin: 'nnnyyy',
  user: 'nnnnnn',
  'login-only': 'nnnnnn',
  guest: 'nnnnnn',
}

/** Owner to Guest: roles that an agent can have. */
const FOR_AGENTS = 'nnnyyy'

function reached(actor: WorkspaceRole, other: WorkspaceRole): boolean {
  return at(REACHED[actor], other)
}

function at(line: string, role: WorkspaceRole): boolean {
  return line[WORKSPACE_ROLES.indexOf(role)] === 'y'
}

const person = (role: WorkspaceRole): Actor => ({ kind: 'person', role })

describe.each(WORKSPACE_ROLES)('as %s', (role) => {
  const actor = person(role)

  test('invites the kinds and roles that the table gives', () => {
    for (const kind of MEMBER_KINDS) {
      for (const newRole of WORKSPACE_ROLES) {
        const { allowed } = may(actor, 'member.invite', { newcomer: { kind, role: newRole } })
        const fits = kind === 'person' || at(FOR_AGENTS, newRole)
        expect(allowed, `${kind} ${newRole}`).toBe(reached(role, newRole) && fits)
      }
    }
  })

  test('removes the roles that the table gives', () => {
    for (const kind of MEMBER_KINDS) {
      for (const present of WORKSPACE_ROLES) {
        const { allowed } = may(actor, 'member.remove', { target: { kind, role: present } })
        expect(allowed, `${kind} ${present}`).toBe(reached(role, present))
      }
    }
  })

  test('changes a role only when present and new role are in reach, and never the own one', () => {
    for (const kind of MEMBER_KINDS) {
      for (const present of WORKSPACE_ROLES) {
        for (const newRole of WORKSPACE_ROLES) {
          const target = { kind, role: present }
          const fits = kind === 'person' || at(FOR_AGENTS, newRole)
          const expected = reached(role, present) && reached(role, newRole) && fits
          const what = `${kind} from ${present} to ${newRole}`
          const other = may(actor, 'member.change-role', { target, newRole, self: false })
          expect(other.allowed, `${what}`).toBe(expected)
          const own = may(actor, 'member.change-role', { target, newRole, self: true })
          expect(own.allowed, `${what}`).toBe(false)
        }
      }
    }
  })

  test('removes devices of its own, and of those whom it may remove', () => {
    for (const present of WORKSPACE_ROLES) {
      const other = may(actor, 'device.remove', { target: person(present), self: false })
      expect(other.allowed, `${present}`).toBe(reached(role, present))
    }
    expect(may(actor, 'device.remove', { target: actor, self: true })).toEqual({ allowed: true })
  })

  test('hands the workspace over only as Owner, to another person of any role', () => {
    for (const present of WORKSPACE_ROLES) {
      const to = (target: Actor, self: boolean): boolean =>
        may(actor, 'workspace.hand-over', { target, self }).allowed
      expect(to(person(present), false), `${present}`).toBe(role === 'owner')
      expect(to(person(present), true), `${present}`).toBe(false)
      expect(to({ kind: 'agent', role: present }, false), `${present}`).toBe(false)
    }
  })
})

describe('what a refusal is called', () => {
  const user = person('user')
  const rows: readonly (readonly [string, Decision, string])[] = [
    [
      'a User invites',
      may(user, 'member.invite', { newcomer: user }),
      'needs-member-administrator',
    ],
    [
      'an Admin invites an Admin',
      may(person('admin'), 'member.invite', { newcomer: person('admin') }),
      'role-out-of-reach',
    ],
    [
      'an Owner invites an Owner',
      may(person('owner'), 'member.invite', { newcomer: person('owner') }),
      'owner-only-by-hand-over',
    ],
    [
      'an Owner invites an agent as Admin',
      may(person('owner'), 'member.invite', { newcomer: { kind: 'agent', role: 'admin' } }),
      'agent-not-administrative',
    ],
    [
      'an Admin removes a Super Admin',
      may(person('admin'), 'member.remove', { target: person('super-admin') }),
      'member-out-of-reach',
    ],
    [
      'a Super Admin removes the Owner',
      may(person('super-admin'), 'member.remove', { target: person('owner') }),
      'owner-only-by-hand-over',
    ],
    [
      'a Super Admin changes its own role',
      may(person('super-admin'), 'member.change-role', {
        target: person('super-admin'),
        self: true,
        newRole: 'admin',
      }),
      'own-role',
    ],
    [
      'a Super Admin makes an Owner',
      may(person('super-admin'), 'member.change-role', {
        target: user,
        self: false,
        newRole: 'owner',
      }),
      'owner-only-by-hand-over',
    ],
    [
      'an Admin raises a User to Admin',
      may(person('admin'), 'member.change-role', { target: user, self: false, newRole: 'admin' }),
      'role-out-of-reach',
    ],
    [
      'an Owner hands over to itself',
      may(person('owner'), 'workspace.hand-over', { target: person('owner'), self: true }),
      'already-owner',
    ],
    [
      'an Owner hands over to an agent',
      may(person('owner'), 'workspace.hand-over', {
        target: { kind: 'agent', role: 'user' },
        self: false,
      }),
      'agent-not-administrative',
    ],
  ]
  test.each(rows)('%s', (_, decision, rule) => {
    expect(decision).toEqual({ allowed: false, rule })
  })
})

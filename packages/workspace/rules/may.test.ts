import { describe, expect, test } from 'vitest'
import type { Action, Subjects } from './actions.ts'
import { may } from './may.ts'
import {
  ACCOUNT_ROLES,
  type AccountRelation,
  type MemberKind,
  WORKSPACE_ROLES,
  type WorkspaceRole,
} from './roles.ts'

const RELATIONS: readonly AccountRelation[] = ['none', 'collaborator', 'manager', 'owner']

/** Actions that depend on no other member; those that do are tested beside this file. */
type Plain = Exclude<
  Action,
  | 'account.share'
  | 'account.assign-owner'
  | 'activity.see'
  | 'device.remove'
  | 'member.invite'
  | 'member.remove'
  | 'member.change-role'
  | 'workspace.hand-over'
>

/** y or n for Owner, Super Admin, Admin, User, Login-Only, Guest. */
type Line = string

/** The table as people read it, for people who are asked: by the member's role on the account. */
const EXPECTED: Readonly<Record<Plain, Readonly<Record<AccountRelation, Line>>>> = {
  // "create accounts; own accounts": yes yes yes yes no no
  'accounts.create': every('yyyynn'),
  // Collaborators and Managers sign in; only an Owner holds keys and secrets.
  'account.view-profile': granted('yyyyyy'),
  'account.view-secrets': owned('yyyynn'),
  'account.edit': owned('yyyynn'),
  'account.delete': owned('yyyynn'),
  'account.restore': owned('yyyynn'),
  'account.unshare': owned('yyyynn'),
  // "Manager (signs in; may request sharing)"; Login-Only and Guest can only be Collaborators
  'account.request-share': {
    none: 'nnnnnn',
    collaborator: 'nnnnnn',
    manager: 'yyyynn',
    owner: 'yyyynn',
  },
  // "create a passkey for an account that they own": yes yes yes yes no no
  'passkey.create': owned('yyyynn'),
  // "sign in with a passkey they are granted": yes for all six
  'passkey.sign-in': granted('yyyyyy'),
  // "change policies": yes yes read no no no
  'policy.read': every('yyynnn'),
  'policy.change': every('yynnnn'),
  'team.change': every('yyynnn'),
  'export.plaintext': owned('yyyynn'),
  'workspace.rename': every('yynnnn'),
  // "hand over workspace ownership, delete the workspace": yes no no no no no
  'workspace.delete': every('ynnnnn'),
}

function every(line: Line): Record<AccountRelation, Line> {
  return { none: line, collaborator: line, manager: line, owner: line }
}

function granted(line: Line): Record<AccountRelation, Line> {
  return { none: 'nnnnnn', collaborator: line, manager: line, owner: line }
}

function owned(line: Line): Record<AccountRelation, Line> {
  return { none: 'nnnnnn', collaborator: 'nnnnnn', manager: 'nnnnnn', owner: line }
}

/** Asks for each role in turn; the policies allow all that they can. */
function answers(
  kind: MemberKind,
  ask: (actor: { kind: MemberKind; role: WorkspaceRole }) => boolean,
) {
  return WORKSPACE_ROLES.map((role) => (ask({ kind, role }) ? 'y' : 'n')).join('')
}

function subject(relation: AccountRelation): Subjects[Plain] {
  const policies = { createOn: 'everywhere', plaintextExport: true } as const
  return { relation, surface: 'other', policies }
}

describe('who may do what, by workspace role and account role', () => {
  for (const [action, byRelation] of Object.entries(EXPECTED)) {
    test.each(RELATIONS)(`${action} as %s of the account`, (relation) => {
      const answer = answers('person', (actor) => {
        return may(actor, action as Plain, subject(relation)).allowed
      })
      expect(answer).toBe(byRelation[relation])
    })
  }
})

describe('"see all activity": yes yes yes, own accounts and own acts, own acts, own acts', () => {
  test('all of the workspace', () => {
    const scope = 'workspace'
    expect(answers('person', (actor) => may(actor, 'activity.see', { scope }).allowed)).toBe(
      'yyynnn',
    )
  })

  test.each([
    ['none', 'yyynnn'],
    ['collaborator', 'yyynnn'],
    ['manager', 'yyynnn'],
    ['owner', 'yyyynn'],
  ] as const)('of one account, as %s of it', (relation, expected) => {
    const answer = answers('person', (actor) => {
      return may(actor, 'activity.see', { scope: 'account', relation }).allowed
    })
    expect(answer).toBe(expected)
  })

  test('what the member did itself', () => {
    const scope = 'own'
    expect(answers('person', (actor) => may(actor, 'activity.see', { scope }).allowed)).toBe(
      'yyyyyy',
    )
  })
})

describe('sharing an account', () => {
  const LINES = { none: 'nnnnnn', collaborator: 'nnnnnn', manager: 'nnnnnn', owner: 'yyyynn' }

  test.each(RELATIONS)('as %s, Owner to a User', (relation) => {
    const target = { kind: 'person', role: 'user' } as const
    const answer = answers('person', (actor) => {
      return may(actor, 'account.share', { relation, target, grant: 'owner' }).allowed
    })
    expect(answer).toBe(LINES[relation])
  })

  // Login-Only and Guest can be nothing but Collaborators.
  const TARGETS = { owner: 'yyyynn', manager: 'yyyynn', collaborator: 'yyyyyy' }
  test.each(ACCOUNT_ROLES)('%s can be granted to whom it fits', (grant) => {
    const owner = { kind: 'person', role: 'user' } as const
    const answer = answers('person', (target) => {
      return may(owner, 'account.share', { relation: 'owner', target, grant }).allowed
    })
    expect(answer).toBe(TARGETS[grant])
  })

  test.each([
    ['login-only', 'owner', 'collaborator-only'],
    ['guest', 'manager', 'collaborator-only'],
    ['login-only', 'manager', 'collaborator-only'],
  ] as const)('to a %s, %s is refused by %s', (role, grant, rule) => {
    const target = { kind: 'person', role } as const
    const decision = may({ kind: 'person', role: 'owner' }, 'account.share', {
      relation: 'owner',
      target,
      grant,
    })
    expect(decision).toEqual({ allowed: false, rule })
  })
})

describe('continuity: "assign an Owner to an orphaned account": yes yes no no no no', () => {
  const policies = { continuity: true }
  const target = { kind: 'person', role: 'user' } as const

  test('by role', () => {
    const answer = answers('person', (actor) => {
      return may(actor, 'account.assign-owner', { orphaned: true, policies, target }).allowed
    })
    expect(answer).toBe('yynnnn')
  })

  test('to whom it fits', () => {
    const answer = answers('person', (to) => {
      const on = { orphaned: true, policies, target: to }
      return may({ kind: 'person', role: 'owner' }, 'account.assign-owner', on).allowed
    })
    expect(answer).toBe('yyyynn')
  })

  test.each([
    [{ orphaned: false, policies, target }, 'account-not-orphaned'],
    [{ orphaned: true, policies: { continuity: false }, target }, 'continuity-off'],
  ] as const)('not otherwise: %o', (on, rule) => {
    const decision = may({ kind: 'person', role: 'owner' }, 'account.assign-owner', on)
    expect(decision).toEqual({ allowed: false, rule })
  })
})

describe('policies', () => {
  const owner = { kind: 'person', role: 'owner' } as const

  test.each([
    ['mobile', 'mobile', true],
    ['mobile', 'other', false],
    ['everywhere', 'mobile', true],
    ['everywhere', 'other', true],
  ] as const)('createOn %s, asked on %s: %s', (createOn, surface, allowed) => {
    const on = { relation: 'owner', surface, policies: { createOn } } as const
    const rule = 'create-on-mobile-only'
    expect(may(owner, 'passkey.create', on)).toEqual(allowed ? { allowed } : { allowed, rule })
  })

  test('plaintextExport off refuses even an Owner of the account', () => {
    const on = { relation: 'owner', policies: { plaintextExport: false } } as const
    expect(may(owner, 'export.plaintext', on)).toEqual({
      allowed: false,
      rule: 'plaintext-export-off',
    })
  })
})

import type { Actor } from './actions.ts'
import type { Policies } from './policies.ts'
import { ACCOUNT_OWNING_ROLES, ADMINISTRATIVE_ROLES, REACH } from './reach.ts'
import type { Refusal } from './refusals.ts'
import type { AccountRelation, AccountRole, MemberKind, WorkspaceRole } from './roles.ts'

/** All that may be known about the subject of an action. What is missing makes a condition fail. */
export interface Facts {
  readonly relation?: AccountRelation
  readonly scope?: 'workspace' | 'account' | 'own'
  readonly self?: boolean
  readonly target?: Actor
  readonly newcomer?: Actor
  readonly newRole?: WorkspaceRole
  readonly grant?: AccountRole
  readonly orphaned?: boolean
  readonly surface?: 'mobile' | 'other'
  readonly policies?: Partial<Policies>
}

interface Check {
  readonly rule: Refusal
  readonly holds: (facts: Facts, actor: Actor) => boolean
}

/** What the rows of the table ask for besides a role, each with the rule that it stands for. */
export const CONDITIONS = {
  'not-self': { rule: 'own-role', holds: ({ self }) => self === false },
  'not-to-self': { rule: 'already-owner', holds: ({ self }) => self === false },

  'target-not-owner': {
    rule: 'owner-only-by-hand-over',
    holds: ({ target }) => target?.role !== 'owner',
  },
  'new-role-not-owner': {
    rule: 'owner-only-by-hand-over',
    holds: ({ newRole }) => newRole !== 'owner',
  },
  'newcomer-not-owner': {
    rule: 'owner-only-by-hand-over',
    holds: ({ newcomer }) => newcomer?.role !== 'owner',
  },

  'target-in-reach': {
    rule: 'member-out-of-reach',
    holds: ({ target }, actor) => reaches(actor, target?.role),
  },
  'new-role-in-reach': {
    rule: 'role-out-of-reach',
    holds: ({ newRole }, actor) => reaches(actor, newRole),
  },
  'newcomer-in-reach': {
    rule: 'role-out-of-reach',
    holds: ({ newcomer }, actor) => reaches(actor, newcomer?.role),
  },

  'newcomer-fits-kind': {
    rule: 'agent-not-administrative',
    holds: ({ newcomer }) => fitsKind(newcomer?.kind, newcomer?.role),
  },
  'new-role-fits-kind': {
    rule: 'agent-not-administrative',
    holds: ({ target, newRole }) => fitsKind(target?.kind, newRole),
  },
  'target-is-person': {
    rule: 'agent-not-administrative',
    holds: ({ target }) => target?.kind === 'person',
  },

  'target-may-own': {
    rule: 'collaborator-only',
    holds: ({ target }) => mayOwn(target),
  },
  'grant-fits-role': {
    rule: 'collaborator-only',
    holds: ({ target, grant }) => grant === 'collaborator' || mayOwn(target),
  },

  orphaned: { rule: 'account-not-orphaned', holds: ({ orphaned }) => orphaned === true },
  continuity: { rule: 'continuity-off', holds: ({ policies }) => policies?.continuity === true },
  'create-here': {
    rule: 'create-on-mobile-only',
    holds: ({ surface, policies }) => surface === 'mobile' || policies?.createOn === 'everywhere',
  },
  'plaintext-export': {
    rule: 'plaintext-export-off',
    holds: ({ policies }) => policies?.plaintextExport === true,
  },
} as const satisfies Readonly<Record<string, Check>>

export type Condition = keyof typeof CONDITIONS

function reaches(actor: Actor, role: WorkspaceRole | undefined): boolean {
  return role !== undefined && REACH[actor.role].includes(role)
}

function fitsKind(kind: MemberKind | undefined, role: WorkspaceRole | undefined): boolean {
  if (kind === undefined || role === undefined) return false
  return kind === 'person' || !ADMINISTRATIVE_ROLES.includes(role)
}

function mayOwn(target: Actor | undefined): boolean {
  return target !== undefined && ACCOUNT_OWNING_ROLES.includes(target.role)
}

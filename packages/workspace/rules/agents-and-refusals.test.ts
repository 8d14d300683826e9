import { describe, expect, test } from 'vitest'
import type { Action } from './actions.ts'
import type { Facts } from './conditions.ts'
import { type Decision, may } from './may.ts'
import { type Refusal, REFUSALS } from './refusals.ts'
import {
  ACCOUNT_ROLES,
  type AccountRelation,
  MEMBER_KINDS,
  type MemberKind,
  WORKSPACE_ROLES,
} from './roles.ts'
import { TABLE } from './table.ts'

const RELATIONS: readonly AccountRelation[] = ['none', ...ACCOUNT_ROLES]
const BOTH = [false, true] as const

const ADMINISTRATIVE: readonly Action[] = [
  'account.assign-owner',
  'member.invite',
  'member.remove',
  'member.change-role',
  'policy.change',
  'team.change',
  'workspace.rename',
  'workspace.hand-over',
  'workspace.delete',
]

const ACTIONS = [...new Set(Object.keys(TABLE).map((row) => row.split(' ')[0] as Action))]

/** Asks with facts that are complete, whatever the action needs of them. */
function ask(kind: MemberKind, role: (typeof WORKSPACE_ROLES)[number], action: Action, on: Facts) {
  return may({ kind, role }, action, on as never)
}

/** Every combination of what the rules look at, roughly a hundred thousand questions. */
function* questions(): Generator<{ action: Action; on: Facts }> {
  for (const action of ACTIONS) {
    for (const relation of RELATIONS) {
      for (const role of WORKSPACE_ROLES) {
        for (const kind of MEMBER_KINDS) {
          for (const yes of BOTH) {
            for (const newRole of WORKSPACE_ROLES) yield { action, on: facts({ newRole }) }
            for (const grant of ACCOUNT_ROLES) yield { action, on: facts({ grant }) }
            for (const scope of ['workspace', 'account', 'own'] as const) {
              yield { action, on: facts({ scope }) }
            }
            yield { action, on: facts({ orphaned: !yes }) }
            function facts(more: Facts): Facts {
              return {
                relation,
                self: yes,
                target: { kind, role },
                newcomer: { kind, role },
                orphaned: yes,
                surface: yes ? 'mobile' : 'other',
                policies: { continuity: false, plaintextExport: yes, createOn: 'mobile' },
                ...more,
              }
            }
          }
        }
      }
    }
  }
}

describe('agents', () => {
  test.each(ADMINISTRATIVE)(
    '%s is never for agents, whatever role they are said to have',
    (action) => {
      for (const role of WORKSPACE_ROLES) {
        const on: Facts = {
          self: false,
          target: { kind: 'person', role: 'guest' },
          newcomer: { kind: 'person', role: 'guest' },
          newRole: 'guest',
          orphaned: true,
          policies: { continuity: true },
        }
        expect(ask('agent', role, action, on)).toEqual({
          allowed: false,
          rule: 'agent-not-administrative',
        })
      }
    },
  )

  test('neither see all activity nor remove the devices of others', () => {
    const target = { kind: 'person', role: 'guest' } as const
    for (const role of WORKSPACE_ROLES) {
      expect(ask('agent', role, 'activity.see', { scope: 'workspace' }).allowed).toBe(false)
      expect(ask('agent', role, 'device.remove', { target, self: false }).allowed).toBe(false)
    }
  })

  test('sign in and look after their own accounts as their role lets them', () => {
    for (const action of ['passkey.sign-in', 'account.view-profile', 'account.edit'] as const) {
      for (const role of WORKSPACE_ROLES) {
        for (const relation of RELATIONS) {
          const asPerson = ask('person', role, action, { relation })
          expect(ask('agent', role, action, { relation })).toEqual(asPerson)
        }
      }
    }
  })
})

describe('refusals', () => {
  const seen = new Map<Refusal, number>()
  const decisions: Decision[] = []
  for (const { action, on } of questions()) {
    for (const kind of MEMBER_KINDS) {
      for (const role of WORKSPACE_ROLES) decisions.push(ask(kind, role, action, on))
    }
  }
  for (const decision of decisions) {
    if (!decision.allowed) seen.set(decision.rule, (seen.get(decision.rule) ?? 0) + 1)
  }

  test('each one names a rule that has a sentence, and every rule refuses something', () => {
    expect([...seen.keys()].toSorted()).toEqual(Object.keys(REFUSALS).toSorted())
  })

  test('sentences are plain: one or two, ending in a full stop, each its own', () => {
    const sentences = Object.values(REFUSALS)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^!?]+\.$/)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  test('an unknown role or missing knowledge allows nothing that needs it', () => {
    const nobody = { kind: 'person', role: 'root' } as never
    for (const action of ACTIONS) {
      expect(may(nobody, action, { relation: 'owner' } as never).allowed, `${action}`).toBe(false)
    }
    const needing: readonly Action[] = ACTIONS.filter(
      (action) =>
        !['accounts.create', 'activity.see', 'policy.read', 'policy.change'].includes(action) &&
        !['team.change', 'workspace.rename', 'workspace.delete'].includes(action),
    )
    for (const action of needing) {
      expect(ask('person', 'owner', action, {}).allowed, `${action}`).toBe(false)
    }
  })
})

import type { Action, Actor, Subjects } from './actions.ts'
import { CONDITIONS, type Facts } from './conditions.ts'
import type { Refusal } from './refusals.ts'
import { type AccountRelation, WORKSPACE_ROLES } from './roles.ts'
import { type Cell, type Row, type RowName, TABLE } from './table.ts'

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: Refusal }

/**
 * Whether a member may do something, decided by the table alone. A refusal names its rule, whose
 * sentence for people is in `REFUSALS`. Looked at in turn: what agents never do, the member's role
 * in the workspace, its role on the account, and the row's further conditions.
 */
export function may<A extends Action>(actor: Actor, action: A, subject: Subjects[A]): Decision {
  const facts: Facts = subject
  const row: Row = TABLE[rowName(action, facts)]
  if (actor.kind === 'agent' && row.agents === 'no') return refuse('agent-not-administrative')
  const cell = row.roles[WORKSPACE_ROLES.indexOf(actor.role)] ?? 'no'
  const refusal = cell === 'no' ? row.otherwise : refusalOf(cell, facts.relation ?? 'none')
  if (refusal !== undefined) return refuse(refusal)
  const failed = row.also.find((condition) => !CONDITIONS[condition].holds(facts, actor))
  return failed === undefined ? { allowed: true } : refuse(CONDITIONS[failed].rule)
}

function rowName(action: Action, { scope, self }: Facts): RowName {
  if (action === 'activity.see') return `activity.see ${scope ?? 'workspace'}`
  if (action === 'device.remove') return self === true ? 'device.remove own' : 'device.remove other'
  return action
}

/** Which account roles satisfy a cell, and what it is called when none does. */
const CELLS: Readonly<
  Record<Exclude<Cell, 'yes' | 'no'>, { relations: readonly AccountRelation[]; rule: Refusal }>
> = {
  granted: { relations: ['collaborator', 'manager', 'owner'], rule: 'needs-grant' },
  managed: { relations: ['manager', 'owner'], rule: 'needs-account-manager' },
  owned: { relations: ['owner'], rule: 'needs-account-owner' },
}

function refusalOf(cell: Exclude<Cell, 'no'>, relation: AccountRelation): Refusal | undefined {
  if (cell === 'yes' || CELLS[cell].relations.includes(relation)) return undefined
  return CELLS[cell].rule
}

function refuse(rule: Refusal): Decision {
  return { allowed: false, rule }
}

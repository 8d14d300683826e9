import { WorkspaceError } from '../error.ts'
import type { Action, Actor, Subjects } from '../rules/actions.ts'
import { may } from '../rules/may.ts'
import { REFUSALS } from '../rules/refusals.ts'

/** @throws {WorkspaceError} with the rule by which `may` refuses */
export function requireMay<A extends Action>(actor: Actor, action: A, subject: Subjects[A]): void {
  const decision = may(actor, action, subject)
  if (!decision.allowed) throw new WorkspaceError(decision.rule, REFUSALS[decision.rule])
}

import { type Actor, may } from '@keyward/workspace/rules'
import type { Relation } from '../vault.ts'

/** Whether the rules let a member have this role on an account; nobody who is none may have any. */
export function mayHave(member: Actor | undefined, role: Relation): boolean {
  if (member === undefined) return false
  return role === 'collaborator' || may(member, 'accounts.create', {}).allowed
}

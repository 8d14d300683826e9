import type { MemberId, WorkspaceState } from '@keyward/workspace/chain'
import type { Actor } from '@keyward/workspace/rules'
import type { Relation } from '../../vault/vault.ts'
import type { OpenCollection } from './collection.ts'
import type { Roles } from './roles.ts'
import type { Shares } from './shares.ts'
import { roleBy, type Way, wayOf } from './way.ts'

/** What a member is to have. */
export interface DueShare {
  readonly memberId: MemberId
  readonly now: Relation | undefined
  /** undefined: nothing. */
  readonly role: Relation | undefined
  /** By what; undefined for nothing, and for what is given back to who has it by name. */
  readonly way: Way | undefined
}

/**
 * What everybody is to have who has an account, or a collection, not in their own right: also where
 * that is what they have now.
 *
 * @param self an Owner, by whose rights it is given
 */
export function dueShares(
  state: WorkspaceState,
  self: Actor,
  shares: Shares,
  collections: readonly OpenCollection[],
  { listed, now: roles }: Roles,
): DueShare[] {
  if (!shares.isKept) return []
  const due: DueShare[] = []
  for (const member of state.members.values()) {
    const { memberId } = member
    const now = roles.get(memberId)
    // Who owns it, or has it by name, keeps it whatever team or collection they are in.
    if (now === 'owner') continue
    if (shares.own.has(memberId)) {
      if (now !== undefined) continue
      // It was to be taken away before it was known that somebody gave it by name.
      const role = listed.get(memberId)
      if (role !== undefined && role !== 'owner') {
        due.push({ memberId, now, role, way: undefined })
        continue
      }
    }
    const way = wayOf(shares, collections, state, memberId)
    const role = roleBy(way, self, member)
    if (now !== undefined || role !== undefined)
      due.push({ memberId, now, role, way: role === undefined ? undefined : way })
  }
  return due
}

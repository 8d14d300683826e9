import type { AccessListStatement } from '@keyward/vault/access'
import type { MemberId } from '@keyward/workspace/chain'
import type { StoredAccount } from '../../vault/account/load.ts'
import type { Relation } from '../../vault/vault.ts'

/** Who has something. */
export interface Roles {
  /** By its access list. */
  readonly listed: ReadonlyMap<MemberId, Relation>
  /** By that, and by what waits to be changed in it. */
  readonly now: ReadonlyMap<MemberId, Relation>
}

/** @param own who has made it, while there is no list yet */
export function rolesOf(
  list: AccessListStatement | undefined,
  { pending }: Pick<StoredAccount, 'pending'>,
  own: MemberId,
): Roles {
  const listed = new Map<MemberId, Relation>(list === undefined ? [[own, 'owner']] : [])
  for (const { granteeId, granteeKind, role } of list?.grants ?? [])
    if (granteeKind === 'member') listed.set(granteeId as MemberId, role)
  const now = new Map(listed)
  for (const intent of pending?.intents ?? []) {
    const memberId = intent.memberId as MemberId
    if (intent.kind === 'grant') now.set(memberId, intent.role)
    if (intent.kind === 'revoke') now.delete(memberId)
  }
  return { listed, now }
}

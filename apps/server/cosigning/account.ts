import type { StatementSigner } from '@keyward/cosigning/terms'
import { liveDevices, type MemberId, type WorkspaceState } from '@keyward/workspace/chain'
import { REFUSALS } from '@keyward/workspace/rules'
import { Refused } from '../auth/refused.ts'
import { type AccessList, parseList, roleIn } from '../objects/list.ts'
import type { Store } from '../store/store.ts'

interface Visiting {
  readonly workspaceId: string
  readonly memberId: string
  readonly state: WorkspaceState
}

/** An account as its newest access list says. */
export interface SharedAccount {
  readonly accountId: string
  readonly list: AccessList
  /** What the visitor's role on it is. */
  readonly relation: 'owner' | 'manager' | 'collaborator'
}

/**
 * An account that the visitor has.
 *
 * @throws {Refused} `account_unknown` when it has no role on it, or there is no such account
 */
export async function sharedAccount(
  store: Store,
  by: Visiting,
  accountId: string,
): Promise<SharedAccount> {
  const [facts] = await store.accounts.facts(by.workspaceId, [accountId])
  if (facts?.list === undefined || facts.isDeleted) throw new Refused('account_unknown')
  const list = parseList(facts.list.bytes)
  const relation = roleIn(list, by.memberId)
  if (relation === 'none') throw new Refused('account_unknown')
  return { accountId, list, relation }
}

/** As `sharedAccount`. @throws {Refused} `forbidden` when the visitor is no owner of it */
export async function ownedAccount(
  store: Store,
  by: Visiting,
  accountId: string,
): Promise<SharedAccount> {
  const account = await sharedAccount(store, by, accountId)
  if (account.relation === 'owner') return account
  const rule = 'needs-account-owner'
  throw new Refused('forbidden', { rule, message: REFUSALS[rule] })
}

/** The devices that sign for the account's owners now. */
export function ownersDevices(
  { list }: Pick<SharedAccount, 'list'>,
  state: WorkspaceState,
): readonly StatementSigner[] {
  return ownerIds(list).flatMap((memberId) =>
    liveDevices(state, memberId as MemberId).map(({ deviceId, signing }) => ({
      memberId,
      deviceId,
      signing,
    })),
  )
}

/** Members who own the account. */
export function ownerIds({ grants }: AccessList): readonly string[] {
  const owners = grants.filter(
    ({ role, granteeKind }) => role === 'owner' && granteeKind === 'member',
  )
  return owners.map(({ granteeId }) => granteeId)
}

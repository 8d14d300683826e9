import { equalBytes } from '@keyward/codec'
import {
  type AccountRelation,
  type Action,
  type Actor,
  may,
  REFUSALS,
  type Subjects,
} from '@keyward/workspace/rules'
import { Refused } from '../auth/refused.ts'
import { authorOf, type Pushing, seenActor } from './author.ts'
import { ObjectError } from './error.ts'
import type { Grant } from './grant.ts'
import { type AccessList, roleIn } from './list.ts'

const RULES = {
  head: 'access.chain-head',
  author: 'access.author',
  signature: 'access.signature',
} as const

/**
 * Checks a version of an access list that follows the one before, or is the first of its account.
 *
 * @throws {ObjectError} `access.*`; {Refused} `forbidden` with the rule of `may`
 */
export function checkList(
  by: Pushing,
  accountId: string,
  before: AccessList | undefined,
  list: AccessList,
  isIndex: boolean,
): void {
  if (list.workspaceId !== by.workspaceId || list.accountId !== accountId)
    throw new ObjectError('access.other-account', 'The access list is of another account.')
  const author = authorOf(by, list, RULES)
  if (before === undefined) checkFirst(author, list)
  else checkSuccession(author, before, list)
  for (const grant of list.grants) checkGrant(by, author, before, list, grant, isIndex)
}

/** @throws {Refused} `forbidden` with the rule by which `may` refuses */
export function requireMay<A extends Action>(actor: Actor, action: A, subject: Subjects[A]): void {
  const decision = may(actor, action, subject)
  if (decision.allowed) return
  const { rule } = decision
  throw new Refused('forbidden', { rule, message: REFUSALS[rule], action })
}

function checkFirst(author: Actor, list: AccessList): void {
  if (roleIn(list, list.memberId) !== 'owner')
    throw new ObjectError('access.author', 'The creator of an account is an owner of it.')
  requireMay(author, 'accounts.create', {})
}

function checkSuccession(author: Actor, before: AccessList, list: AccessList): void {
  const relation = roleIn(before, list.memberId)
  requireMay(author, 'account.unshare', { relation })
  if (list.head.sequence < before.head.sequence)
    throw new ObjectError('access.chain-head', 'The list rests on an older membership chain.')
  const hasLostOwner = before.grants.some(
    ({ role, granteeId }) => role === 'owner' && roleIn(list, granteeId) !== 'owner',
  )
  for (const compartment of ['profile', 'secrets'] as const) {
    const old = before[compartment]
    const now = list[compartment]
    if (now.epoch > old.epoch) continue
    if (now.epoch < old.epoch || hasLostOwner)
      throw new ObjectError('access.epoch', 'The list keeps or goes back to an older key.')
    if (!equalBytes(now.commitment, old.commitment))
      throw new ObjectError('access.commitment', 'The list names another key of the same epoch.')
  }
}

function checkGrant(
  by: Pushing,
  author: Actor,
  before: AccessList | undefined,
  list: AccessList,
  grant: Grant,
  isIndex: boolean,
): void {
  const relation: AccountRelation = before === undefined ? 'owner' : roleIn(before, list.memberId)
  const { role } = grant
  // Deals are made for the devices of members: nobody could sign in by the grant of another kind.
  const isMember = grant.granteeKind === 'member'
  const target = isMember ? seenActor(by, grant.granteeId, list.head) : undefined
  if (target === undefined)
    throw new ObjectError('access.grantee', 'A grantee is no member of the workspace.')
  if (isIndex && !may(target, 'accounts.create', {}).allowed)
    throw new ObjectError('access.grantee', 'A grantee of the index key may create no accounts.')
  const isCreator = before === undefined && grant.granteeId === list.memberId
  const isKept = before !== undefined && roleIn(before, grant.granteeId) === role
  if (!isCreator && !isKept) requireMay(author, 'account.share', { relation, target, grant: role })
}

import { type Action, may, REFUSALS, type Subjects } from '@keyward/workspace/rules'
import type { MemberId } from '@keyward/workspace/chain'
import { KeyholderError } from '../error.ts'
import { newestList } from './account/load.ts'
import { stagePending } from './account/stage.ts'
import type { VaultContext } from './context.ts'
import { type Intent, NOTHING_PENDING, withIntent } from './rows/pending.ts'
import { transact } from './rows/transaction.ts'
import { ownedAccount } from './save.ts'
import type { Relation } from './vault.ts'

/** See `Vault.share`. @throws {KeyholderError} `membership.unknown-member`, `forbidden`, `account.*` */
export async function shareAccount(
  context: VaultContext,
  accountId: string,
  memberId: string,
  role: Relation,
): Promise<void> {
  const target = context.membership.state.members.get(memberId as MemberId)
  if (target === undefined)
    throw new KeyholderError(
      'membership.unknown-member',
      'There is no such member in the workspace.',
    )
  const grant = { relation: 'owner', target, grant: role } as const
  expectAllowed(context, 'account.share', grant)
  await addIntents(context, accountId, [{ kind: 'grant', memberId, role }])
}

/**
 * See `Vault.unshare`. Removing an Owner makes new keys with the next push.
 *
 * @throws {KeyholderError} `forbidden`; `account.not-owner` for the last Owner, as for who is none
 */
export async function unshareAccount(
  context: VaultContext,
  accountId: string,
  memberId: string,
): Promise<void> {
  expectAllowed(context, 'account.unshare', { relation: 'owner' })
  await addIntents(context, accountId, [{ kind: 'revoke', memberId }])
}

/** Adds to what the account's next access list is to change; those that change nothing are left out. */
export async function addIntents(
  context: VaultContext,
  accountId: string,
  intents: readonly Intent[],
): Promise<void> {
  await transact(context.replica, async (draft) => {
    const { pending, known } = await ownedAccount(context, draft, accountId)
    const before = pending ?? NOTHING_PENDING
    const after = intents.reduce(withIntent, before.intents)
    const list = await newestList(draft, accountId, known)
    const owners = new Set(
      list?.grants.filter(({ role }) => role === 'owner').map(({ granteeId }) => granteeId) ?? [
        context.unlocked().memberId,
      ],
    )
    for (const intent of after) {
      if (intent.kind === 'revoke') owners.delete(intent.memberId)
      if (intent.kind === 'grant' && intent.role === 'owner') owners.add(intent.memberId)
    }
    if (owners.size === 0)
      throw new KeyholderError('account.not-owner', 'An account has one Owner at least.')
    await stagePending(context, draft, accountId, { ...before, intents: after, refused: undefined })
  })
  context.memory.tell([accountId])
}

function expectAllowed<A extends Action>(
  { membership, unlocked }: VaultContext,
  action: A,
  subject: Subjects[A],
): void {
  const me = membership.state.members.get(unlocked().memberId)
  if (me === undefined)
    throw new KeyholderError('session.not-admitted', 'You are not admitted to the workspace yet.')
  const decision = may(me, action, subject)
  if (!decision.allowed)
    throw new KeyholderError('forbidden', REFUSALS[decision.rule], { refusal: decision.rule })
}

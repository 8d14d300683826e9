import { type AccountContent, mergeAccounts } from '../accounts.ts'
import { KeyholderError } from '../error.ts'
import { encodeContent } from './account/content.ts'
import { currentContent, loadAccount, type StoredAccount } from './account/load.ts'
import { indexChangeOf, stagePending } from './account/stage.ts'
import { stageActivity } from './activity.ts'
import type { VaultContext, VaultPorts } from './context.ts'
import { stageIndex } from './index/stage.ts'
import { NOTHING_PENDING } from './rows/pending.ts'
import { type Reading, transact } from './rows/transaction.ts'
import type { SaveOptions } from './vault.ts'

/**
 * See `Vault.save`. The content is merged with what is here, so that a change which came in since
 * the caller read it is kept beside the caller's own.
 */
export async function saveAccount(
  context: VaultContext,
  accountId: string,
  content: AccountContent,
  options: SaveOptions,
): Promise<void> {
  const settle = await transact(context.replica, async (draft) => {
    const stored = await ownedAccount(context, draft, accountId)
    const current = await currentContent(context, draft, stored)
    const merged =
      current?.secrets === undefined
        ? content
        : mergeAccounts({ profile: current.profile, secrets: current.secrets }, content)
    const before = stored.pending ?? NOTHING_PENDING
    const isKept = options.onTaken === 'keep' || (stored.pending?.onTaken ?? 'refuse') === 'keep'
    await stagePending(context, draft, accountId, {
      ...before,
      content: encodeContent(merged),
      onTaken: isKept ? 'keep' : 'refuse',
      refused: undefined,
    })
    stageActivity(context, draft, options.activity ?? [])
    const isUsernameTaken = stored.known?.isUsernameTaken === true
    const mark = { relation: 'owner', isUsernameTaken } as const
    const change = indexChangeOf(accountId, mark, merged.profile)
    return stageIndex(context, draft, [change])
  })
  settle()
}

/** @throws {KeyholderError} `account.unknown`, `account.not-owner` */
export async function ownedAccount(
  ports: VaultPorts,
  read: Reading,
  accountId: string,
): Promise<StoredAccount> {
  const stored = await loadAccount(ports, read, accountId)
  if (stored === undefined) throw new KeyholderError('account.unknown', 'There is no such account.')
  if (stored.relation !== 'owner')
    throw new KeyholderError('account.not-owner', 'Only an Owner of this account can do this.')
  return stored
}

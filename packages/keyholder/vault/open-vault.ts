import { loadKnown } from './account/load.ts'
import { openAccount } from './account/open-account.ts'
import { stageActivity } from './activity.ts'
import { listApart } from './apart.ts'
import { claimedLocally, claimsUnder, indexKeyOf } from './claims.ts'
import type { VaultContext, VaultPorts } from './context.ts'
import { createAccount } from './create.ts'
import { openIndex, refreshIndex } from './index/load.ts'
import { indexMemory } from './index/memory.ts'
import { readTogether, unlessDamaged } from './rows/damage.ts'
import { explained, transact } from './rows/transaction.ts'
import { saveAccount } from './save.ts'
import { shareAccount, unshareAccount } from './share.ts'
import type { OpenAccount, Vault } from './vault.ts'

/** A vault that is open: what `Vault` says, with what sync and sharing work on, and its end. */
export interface OpenVault extends Vault {
  readonly context: VaultContext
  /** Stops following other tabs. What the session gave is asked for at each use and not kept. */
  close(): void
}

/**
 * Opens the accounts of an unlocked session: builds the index from its sealed shards, and makes
 * those that are lost or damaged again.
 *
 * @throws {KeyholderError} `session.locked`, `replica.*`
 */
export async function openVault(
  ports: VaultPorts & Pick<VaultContext, 'indexListId'>,
): Promise<OpenVault> {
  const context: VaultContext = { ...ports, memory: indexMemory() }
  const { memory, replica } = context
  await openIndex(context)
  const stop = replica.watch(({ kind }) => {
    if (kind === 'changed') void refreshIndex(context).catch(() => undefined)
  })
  return {
    context,
    close: stop,
    index: memory.search,
    get: (accountId) => reading(() => openAccount(context, replica, accountId)),
    deleted: () => reading(() => deletedAccounts(context)),
    relationOf: (accountId) => memory.rows.get(accountId)?.relation,
    create: (content, options) => explaining(createAccount(context, content, options)),
    save: (accountId, content, options) =>
      explaining(saveAccount(context, accountId, content, options)),
    share: (accountId, memberId, role) => shareAccount(context, accountId, memberId, role),
    unshare: (accountId, memberId) => unshareAccount(context, accountId, memberId),
    claimedLocally: (content, except) =>
      reading(() => claimedLocally(context, replica, content, except)),
    async claimsOf({ profile }) {
      const indexKey = await reading(() => indexKeyOf(context, replica))
      return indexKey && claimsUnder(context, indexKey, profile)
    },
    record: (activity) =>
      transact(replica, async (draft) => stageActivity(context, draft, activity)),
    pendingCount: () => explaining(replica.count('pending')),
    apart: () => explaining(listApart(replica)),
    watch: (listener) => memory.watch(listener),
  }
}

async function deletedAccounts(context: VaultContext): Promise<readonly OpenAccount[]> {
  const accounts: OpenAccount[] = []
  for (const [accountId, row] of context.memory.rows) {
    if (!row.isDeleted || row.isCollection) continue
    const account = await unlessDamaged(async () => {
      const known = await loadKnown(context, context.replica, accountId)
      return known?.isPurged === true ? undefined : openAccount(context, context.replica, accountId)
    })
    if (account !== undefined) accounts.push(account)
  }
  return accounts
}

/** What was read of the replica, in rows that belong together; or what it refused. */
function reading<T>(work: () => Promise<T>): Promise<T> {
  return explaining(readTogether(work))
}

/** What the replica refused, as the rest of the program knows it. */
async function explaining<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw explained(error)
  }
}

import type { AccessListStatement } from '@keyward/vault/access'
import { isRemoved, removedAt } from '../../accounts.ts'
import type { VaultPorts } from '../context.ts'
import type { Reading } from '../rows/transaction.ts'
import type { OpenAccount } from '../vault.ts'
import { currentContent, loadAccount, newestList, type StoredAccount } from './load.ts'

/** An account with its content; undefined when there is none, or it is set apart. */
export async function openAccount(
  ports: VaultPorts,
  read: Reading,
  accountId: string,
): Promise<OpenAccount | undefined> {
  const stored = await loadAccount(ports, read, accountId)
  const content = stored && (await currentContent(ports, read, stored))
  if (stored === undefined || content === undefined) return undefined
  const list = await newestList(read, accountId, stored.known)
  const { profile, secrets } = content
  return {
    accountId,
    relation: stored.relation,
    profile,
    secrets,
    grants: grantsOf(ports, stored, list),
    isPending: stored.pending !== undefined,
    isUsernameTaken:
      stored.known?.isUsernameTaken === true || stored.pending?.refused?.code === 'username_taken',
    deletedAt: isRemoved(profile) ? removedAt(profile) : undefined,
  }
}

/** Who has the account, with what was decided here and waits to be pushed. */
function grantsOf(
  ports: VaultPorts,
  { pending }: StoredAccount,
  list: AccessListStatement | undefined,
): OpenAccount['grants'] {
  const grants = new Map(
    list === undefined
      ? [[ports.unlocked().memberId as string, 'owner' as const]]
      : list.grants.map(({ granteeId, role }) => [granteeId, role] as const),
  )
  for (const intent of pending?.intents ?? []) {
    if (intent.kind === 'grant') grants.set(intent.memberId, intent.role)
    if (intent.kind === 'revoke') grants.delete(intent.memberId)
  }
  return [...grants].map(([granteeId, role]) => ({ granteeId, role }))
}

import {
  type AccountContent,
  appKeys,
  normaliseText,
  type SearchEntry,
  usernameClaims,
} from '../accounts.ts'
import { loadAccount } from './account/load.ts'
import { openAccount } from './account/open-account.ts'
import type { VaultContext, VaultPorts } from './context.ts'
import type { EpochKey } from './rows/opened-keys.ts'
import type { Reading } from './rows/transaction.ts'

/** What an account's username claims, as the server gets it. */
export interface ClaimsMade {
  readonly indexEpoch: number
  readonly claims: readonly Uint8Array[]
}

/** The workspace's index key as this device has it; undefined for a role that may not have it. */
export async function indexKeyOf(
  context: VaultContext,
  read: Reading,
): Promise<EpochKey | undefined> {
  const stored = await loadAccount(context, read, context.indexListId)
  return stored?.keys?.profile
}

/** The claims of a profile under this index key. */
export function claimsUnder(
  { platform, membership }: VaultPorts,
  { epoch, key }: EpochKey,
  profile: AccountContent['profile'],
): ClaimsMade {
  const policy = membership.state.policies.uniqueUsername
  const claims = usernameClaims(key.exportBytes(), policy, profile, platform.suffixes)
  return { indexEpoch: epoch, claims }
}

/** See `Vault.claimedLocally`. */
export async function claimedLocally(
  context: VaultContext,
  read: Reading,
  { profile }: AccountContent,
  except: string | undefined,
): Promise<SearchEntry | undefined> {
  const username = normaliseText(profile.username.value)
  if (username === '') return undefined
  const isWhole = context.membership.state.policies.uniqueUsername === 'workspace'
  const apps = new Set(appKeys(profile, context.platform.suffixes))
  const { search } = context.memory
  for (const entry of search.search(profile.username.value, search.size)) {
    if (entry.accountId === except || normaliseText(entry.username) !== username) continue
    if (isWhole) return entry
    const other = await openAccount(context, read, entry.accountId)
    if (other === undefined) continue
    if (appKeys(other.profile, context.platform.suffixes).some((app) => apps.has(app))) return entry
  }
  return undefined
}

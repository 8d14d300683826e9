import { equalBytes } from '@keyward/codec'
import type { AccountWrite, WriteRow } from '../../ports/accounts.ts'
import type { AccountRow } from './account-row.ts'

/** Whether all that the write brings builds on what is there. */
export function isFollowing(account: AccountRow | undefined, write: AccountWrite): boolean {
  const { checkedAt, lists, profile, secrets, isPutBack } = write
  if (checkedAt !== undefined && checkedAt !== (account?.list_version ?? 0)) return false
  let last = { version: account?.list_version ?? 0, hash: account?.list_hash }
  for (const { version, hash, prevHash } of lists) {
    if (!isNext(last, { version, prevHash })) return false
    last = { version, hash }
  }
  const stored = {
    profile: { version: account?.profile_version ?? 0, hash: account?.profile_hash ?? undefined },
    secrets: { version: account?.secrets_version ?? 0, hash: account?.secrets_hash ?? undefined },
  }
  return (
    isCompartmentNext(stored.profile, profile, isPutBack) &&
    isCompartmentNext(stored.secrets, secrets, isPutBack)
  )
}

interface Version {
  readonly version: number
  /** undefined before the first. */
  readonly hash: Uint8Array | undefined
}

function isCompartmentNext(last: Version, next: WriteRow | null, isPutBack: boolean): boolean {
  if (next === null) return true
  if (isPutBack && next.version > last.version + 1) return true
  return isNext(last, next)
}

/** What a first version names as the one before it is nobody's hash here, so it is not looked at. */
function isNext(last: Version, next: Pick<WriteRow, 'version' | 'prevHash'>): boolean {
  if (next.version !== last.version + 1) return false
  return last.hash === undefined || equalBytes(last.hash, next.prevHash)
}

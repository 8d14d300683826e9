import type { AccountChange, PushResult } from '@keyward/protocol'
import { textOf } from '../auth/text.ts'
import type { AccountView, AccountWriteResult } from '../store/ports/accounts.ts'

/** An account as a member gets it. */
export function accountAnswer(view: AccountView): AccountChange {
  const { accountId, revision, isRevoked, wrapped, deletedAt, isUsernameTaken, isPurged } = view
  return {
    accountId,
    revision,
    isRevoked,
    lists: view.lists.map(textOf),
    wrapped: wrapped && { profile: textOf(wrapped.profile), secrets: textOrNull(wrapped.secrets) },
    profile: textOrNull(view.profile),
    secrets: textOrNull(view.secrets),
    deletedAt,
    isUsernameTaken,
    isPurged,
  }
}

/** How a push of one account went. */
export function resultAnswer(result: AccountWriteResult): PushResult {
  if (result.outcome === 'stale') return { ...result, current: accountAnswer(result.current) }
  return result
}

function textOrNull(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : textOf(bytes)
}

import type { CborValue } from '@keyward/codec'
import type { AccountContent } from '../content/types.ts'
import { type Edit, expectThere, finish, stampFor } from './edit.ts'

/**
 * Writes how the account is shared with these teams and members; null for what holds no more. The very
 * same content comes back when nothing is written.
 *
 * @throws {AccountsError} `account.deleted`
 */
export function writeShares(
  content: AccountContent,
  shares: ReadonlyMap<string, CborValue>,
  edit: Edit,
): AccountContent {
  if (shares.size === 0) return content
  expectThere(content)
  const stamp = stampFor(content, edit)
  const next = new Map(content.profile.shares)
  for (const [id, value] of shares) {
    const at = Math.max(stamp.at, (next.get(id)?.at ?? 0) + 1)
    next.set(id, { ...next.get(id), value, at, by: stamp.by })
  }
  return finish(content, { ...content, profile: { ...content.profile, shares: next } }, stamp)
}

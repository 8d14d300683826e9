import { type HistoryItem, historyOf } from '../../accounts.ts'
import type { Desk } from '../desk.ts'
import { contentFor } from './opened.ts'

/**
 * What the fields of an account held before, the latest first. Values of its secrets are marked and
 * do not print.
 *
 * @throws {KeyholderError} `account.*`, `forbidden`
 */
export async function accountHistory(
  desk: Desk,
  accountId: string,
): Promise<readonly HistoryItem[]> {
  return historyOf(await contentFor(desk, accountId, 'account.view-secrets'))
}

import type { SeenAccount } from '../../sharing.ts'
import { seenBy } from '../../sharing.ts'
import type { OpenDesk } from '../keyholder.ts'

/**
 * What a member, present or former, has had the keys of, among the accounts of this device: what has
 * to be renewed at the apps when the member is not trusted any more.
 *
 * @throws {KeyholderError} `replica.*`
 */
export function memberReport(desk: OpenDesk, memberId: string): Promise<readonly SeenAccount[]> {
  return seenBy(desk.vault, memberId)
}

import {
  type AccountFields,
  createAccount as contentOf,
  editAccount as edited,
  type SearchEntry,
} from '../../accounts.ts'
import { type Desk, editAt } from '../desk.ts'
import { contentFor } from './opened.ts'

/**
 * The account that has the username already, among those that this device knows: for telling while
 * a person types. The server is not asked, so nothing is taken; saving asks it.
 *
 * @param fields what the account is to have: changes of `accountId` where that is given
 * @returns undefined when it is free as far as this device knows
 * @throws {KeyholderError} `account.*`, `forbidden`, `replica.*`
 */
export async function usernameHolder(
  desk: Desk,
  fields: Partial<AccountFields>,
  accountId?: string,
): Promise<SearchEntry | undefined> {
  const content =
    accountId === undefined
      ? contentOf(fields, editAt(desk))
      : edited(await contentFor(desk, accountId, 'account.edit'), fields, editAt(desk))
  return desk.vault.claimedLocally(content, accountId)
}

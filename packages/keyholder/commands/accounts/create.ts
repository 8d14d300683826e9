import { encodeBase64url } from '@keyward/codec'
import { type AccountFields, createAccount as contentOf } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { type Desk, editAt, requireAllowed } from '../desk.ts'
import { requireUsername } from './usernames.ts'

/**
 * Makes an account of which the member is the one Owner. Durable here when it resolves.
 *
 * @returns its id
 * @throws {KeyholderError} `forbidden`, `account.incomplete` without the name of an app,
 *   `account.username-taken`
 */
export async function createAccount(desk: Desk, fields: Partial<AccountFields>): Promise<string> {
  requireAllowed(desk, 'accounts.create', {})
  if ((fields.appName ?? '').trim() === '')
    throw new KeyholderError('account.incomplete', 'An account needs the name of its app.')
  const accountId = encodeBase64url(desk.platform.random(16))
  const content = contentOf(fields, editAt(desk))
  await requireUsername(desk, accountId, content)
  return desk.vault.create(content, { accountId, onTaken: 'refuse' })
}

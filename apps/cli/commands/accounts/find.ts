import { type Desk, listAccounts, listDeletedAccounts } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'

const MOST_SHOWN = 5

/**
 * The account that a person means: by its id, or by words that only one account has, in the name of
 * its app, its username, its labels or its RP IDs.
 *
 * @throws {CliError} `cli.not-found`, `cli.ambiguous`
 */
export function findAccount(desk: Desk, text: string): string {
  if (desk.vault.relationOf(text) !== undefined) return text
  const found = listAccounts(desk, text, MOST_SHOWN + 1)
  const exact = found.filter(({ username, appName }) => text === username || text === appName)
  const [only, ...others] = exact.length === 1 ? exact : found
  if (only === undefined)
    throw new CliError('cli.not-found', 'No account fits these words: see keyward accounts list.')
  if (others.length === 0) return only.accountId
  const shown = [only, ...others].slice(0, MOST_SHOWN)
  const list = shown.map(
    ({ appName, username, accountId }) => `${appName} ${username} (${accountId})`,
  )
  throw new CliError(
    'cli.ambiguous',
    `Several accounts fit, so name one by its id: ${list.join(', ')}${others.length >= MOST_SHOWN ? ', …' : ''}.`,
  )
}

/** The same among accounts that are deleted. @throws {CliError} as `findAccount` */
export async function findDeletedAccount(desk: Desk, text: string): Promise<string> {
  const deleted = await listDeletedAccounts(desk)
  const found = deleted.filter(
    ({ accountId, profile }) =>
      accountId === text || profile.appName.value === text || profile.username.value === text,
  )
  const [only, ...others] = found
  if (only === undefined)
    throw new CliError(
      'cli.not-found',
      'No deleted account fits this: see keyward accounts list --deleted.',
    )
  if (others.length === 0) return only.accountId
  const ids = found.slice(0, MOST_SHOWN).map(({ accountId }) => accountId)
  throw new CliError('cli.ambiguous', `Several fit, so name one by its id: ${ids.join(', ')}.`)
}

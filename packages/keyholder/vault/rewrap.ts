import type { Change } from '../replica.ts'
import type { Unlocked } from '../session/unlocked.ts'
import { sealingOf, type VaultPorts } from './context.ts'
import { rewrapOpenedKeys } from './rows/opened-keys.ts'
import { ALL_OPENED, openedAccount } from './rows/row-keys.ts'

/**
 * The rows of all opened keys under a new account key: to be written in the batch that makes the new
 * key count. What lies under another key already is left out.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function rewrapAllKeys(
  ports: Pick<VaultPorts, 'platform' | 'replica'>,
  from: Unlocked,
  to: Unlocked,
): Promise<readonly Change[]> {
  const changes: Change[] = []
  for (let after = ALL_OPENED; ;) {
    const rows = await ports.replica.list('keys', { after, limit: 500 })
    for (const { key, value } of rows) {
      const accountId = openedAccount(key)
      if (accountId === undefined) continue
      const row = await rewrapOpenedKeys(sealingOf(ports), accountId, value, { from, to })
      if (row !== undefined) changes.push({ collection: 'keys', key, value: row })
    }
    const last = rows.at(-1)
    if (last === undefined || openedAccount(last.key) === undefined) return changes
    after = last.key
  }
}

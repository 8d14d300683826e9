import type { VaultContext } from '../context.ts'
import type { IndexChange } from '../index/stage.ts'
import { knownKey, listsBefore, openedKey, wrappedKey, writeKey } from '../rows/row-keys.ts'
import type { Draft } from '../rows/transaction.ts'
import { ALL_PARTS, stageApart } from '../apart.ts'

/** Erases all that is kept of an account, of which nothing may be kept any more. */
export async function stageErase(
  { replica }: VaultContext,
  draft: Draft,
  accountId: string,
): Promise<IndexChange> {
  const before = listsBefore(accountId)
  for (let after = before; ;) {
    const rows = await replica.list('lists', { after, limit: 100 })
    const own = rows.filter(({ key }) => key.startsWith(before))
    for (const { key } of own) draft.delete('lists', key)
    const last = rows.at(-1)
    if (last === undefined || own.length < rows.length) break
    after = last.key
  }
  for (const key of [knownKey(accountId), writeKey(accountId, 'profile')])
    draft.delete('writes', key)
  draft.delete('writes', writeKey(accountId, 'secrets'))
  draft.delete('keys', openedKey(accountId))
  draft.delete('keys', wrappedKey(accountId))
  draft.delete('pending', accountId)
  await stageApart(draft, accountId, [], ALL_PARTS)
  return { accountId, kind: 'remove' }
}

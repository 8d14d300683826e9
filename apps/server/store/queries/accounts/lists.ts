import type { Tx } from '../../database.ts'
import type { GrantedList } from '../../ports/accounts.ts'

interface Place {
  readonly workspaceId: string
  readonly accountId: string
  readonly revision: number
}

/** Further versions of the account's list. */
export async function insertLists(
  tx: Tx,
  { workspaceId, accountId, revision }: Place,
  lists: readonly GrantedList[],
): Promise<void> {
  for (const { version, hash, bytes } of lists) {
    await tx
      .insertInto('lists')
      .values({
        workspace_id: workspaceId,
        account_id: accountId,
        version,
        revision,
        hash,
        bytes,
      })
      .execute()
  }
}

import type { Tx } from '../../database.ts'
import type { AccountWrite } from '../../ports/accounts.ts'

interface Place {
  readonly workspaceId: string
  readonly accountId: string
  readonly revision: number
}

/** Puts what came of the two in the place of the versions before. */
export async function putCompartments(
  tx: Tx,
  { workspaceId, accountId, revision }: Place,
  given: Pick<AccountWrite, 'profile' | 'secrets'>,
): Promise<void> {
  for (const kind of ['profile', 'secrets'] as const) {
    const bytes = given[kind]?.bytes
    if (bytes === undefined) continue
    await tx
      .insertInto('compartments')
      .values({ workspace_id: workspaceId, account_id: accountId, kind, revision, bytes })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'account_id', 'kind']).doUpdateSet({ revision, bytes }),
      )
      .execute()
  }
}

import type { WorkspaceState } from '@keyward/workspace/chain'
import { addressKey } from '../auth/address.ts'
import type { Store } from '../store/store.ts'

/**
 * The members who can reach the machine of the server: those whom its settings name, or where they
 * name nobody, whoever created the workspace.
 */
export async function operatorsOf(
  store: Store,
  { workspaceId, members }: Pick<WorkspaceState, 'workspaceId' | 'members'>,
  addresses: readonly string[] | null,
): Promise<readonly string[]> {
  if (addresses === null)
    return [...members.values()]
      .filter(({ joinedAt }) => joinedAt === 0)
      .map(({ memberId }) => memberId)
  const found = await Promise.all(
    addresses.map((address) => store.members.byAddress(workspaceId, addressKey(address))),
  )
  return found.flatMap((member) => (member === undefined ? [] : [member.memberId]))
}

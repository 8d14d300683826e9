import { collectionsOf } from '@keyward/keyholder/commands'
import type { OpenDesk } from '@keyward/keyholder/keyholder'

/** A collection that an account is in. */
export interface CollectionWithIt {
  readonly collectionId: string
  /** null for one that is not shared with whoever asks. */
  readonly name: string | null
}

/** The collections that an account is in, by name. The server is not asked. */
export async function collectionsWith(
  desk: OpenDesk,
  accountId: string,
): Promise<CollectionWithIt[]> {
  const all = await collectionsOf(desk, accountId)
  return all.filter(({ isIn }) => isIn).map(({ collectionId, name }) => ({ collectionId, name }))
}

/** For people. */
export function shownName({ name }: CollectionWithIt): string {
  return name ?? '(one that is not shared with you)'
}

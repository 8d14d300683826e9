import { type CollectionOfAccount, collectionsOf } from '@keyward/keyholder/commands'
import { useView } from '../../../app/use-view.ts'
import { useVaultVersion } from '../../../app/use-vault-version.ts'
import { views } from '../../../app/views.ts'

/** One that an account can be put into. */
export type OfferedCollection = Pick<CollectionOfAccount, 'collectionId'> & {
  readonly name: string
}

const NONE: readonly CollectionOfAccount[] = []

/** The collections of an account, read again as who has it is; none until they are known. */
export function useCollectionsOf(accountId: string): readonly CollectionOfAccount[] {
  const version = useVaultVersion()
  const { data = NONE } = useView(views.collectionsOf(accountId, version), (desk) =>
    collectionsOf(desk, accountId),
  )
  return data
}

/** Those that an Owner of the account may put it into, and that it is not in. */
export function offeredCollections(
  collections: readonly CollectionOfAccount[],
): readonly OfferedCollection[] {
  return collections.flatMap(({ collectionId, name, isIn, mayChange }) =>
    isIn || !mayChange || name === null ? [] : [{ collectionId, name }],
  )
}

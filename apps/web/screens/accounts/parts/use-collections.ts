import { type CollectionEntry, listCollections } from '@keyward/keyholder/commands'
import { useView, type View } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'

/** The collections of this member, read again when one of them or an account changes. */
export function useCollections(): View<readonly CollectionEntry[]> {
  return useView(views.collections, listCollections)
}

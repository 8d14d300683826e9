import { useParams } from '@tanstack/react-router'
import { CollectionScreen } from './collection-screen.tsx'

/** The page of the collection that the address names; another collection is another page. */
export function CollectionRoute() {
  const { collectionId = '' } = useParams({ strict: false }) as { readonly collectionId?: string }
  return <CollectionScreen key={collectionId} collectionId={collectionId} />
}

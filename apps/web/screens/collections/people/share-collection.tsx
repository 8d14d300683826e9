import { type CollectionView, shareCollection } from '@keyward/keyholder/commands'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { ShareSheet } from '../../accounts/sharing/share-sheet.tsx'

export interface ShareCollectionProps {
  readonly collection: CollectionView
  readonly onClose: () => void
}

const WORDS = { ...messages.collections.sharing, ownersHoldKeys: false }

/** Gives a collection to people and teams: who, as what, and within which limits. */
export function ShareCollection({ collection, onClose }: ShareCollectionProps) {
  const { sharing } = messages.collections
  const { collectionId, name } = collection
  const desk = useDesk()
  return (
    <ShareSheet
      name={name}
      offer={collection}
      words={WORDS}
      useOnly={<p className="text-note text-soft">{sharing.counting}</p>}
      give={async ({ sharing: to }) => {
        if (to !== undefined) await shareCollection(desk, collectionId, to)
      }}
      onClose={onClose}
    />
  )
}

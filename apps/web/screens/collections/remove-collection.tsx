import { type CollectionView, removeCollection } from '@keyward/keyholder/commands'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDesk } from '../../app/use-desk.ts'
import { useGo } from '../../app/use-go.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { EndDialog } from '../accounts/sharing/end-dialog.tsx'
import { whoLoses } from './who-loses.ts'

export interface RemoveCollectionProps {
  readonly collection: CollectionView
  readonly onClose: () => void
}

/** Asks before a collection is deleted, and says what becomes of its accounts and people. */
export function RemoveCollection({ collection, onClose }: RemoveCollectionProps) {
  const text = messages.collections.remove
  const { collectionId, name, accounts } = collection
  const desk = useDesk()
  const go = useGo()
  const { memberId } = useMember()
  const remove = useCommand(() => removeCollection(desk, collectionId), {
    done: text.done(name),
    onDone: () => go(paths.collections, { replace: true }),
  })
  const losing = accounts.length === 0 ? null : whoLoses(collection, memberId)
  const hasOthers = accounts.some(({ relation }) => relation !== 'owner')
  const points = [
    text.stay,
    ...(losing === null ? [] : [text.lose(losing), text.open]),
    ...(losing !== null && hasOthers ? [text.later] : []),
    text.undo,
  ]
  const words = { title: text.title(name), points, submit: text.submit }
  return <EndDialog {...{ words, onClose }} end={remove} />
}

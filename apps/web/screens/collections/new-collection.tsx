import { createCollection } from '@keyward/keyholder/commands'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDesk } from '../../app/use-desk.ts'
import { useGo } from '../../app/use-go.ts'
import { messages } from '../../messages/messages.ts'
import { NameSheet } from './name-sheet.tsx'

/** Asks for the name of a new collection, makes it, and leads there. */
export function NewCollection({ onClose }: { readonly onClose: () => void }) {
  const text = messages.collections.form
  const desk = useDesk()
  const go = useGo()
  const save = useCommand(
    async (name: string) => ({ name, collectionId: await createCollection(desk, name) }),
    {
      done: ({ name }) => text.created(name),
      onDone: ({ collectionId }) => go(paths.collection(collectionId)),
    },
  )
  return <NameSheet title={text.title} submit={text.create} name="" {...{ save, onClose }} />
}

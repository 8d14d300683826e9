import { useEffect, useRef, useState } from 'react'
import { type CollectionView, renameCollection } from '@keyward/keyholder/commands'
import { Menu, PageHeader } from '@keyward/ui'
import Pencil from 'lucide-react/icons/pencil'
import Trash from 'lucide-react/icons/trash-2'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDesk } from '../../app/use-desk.ts'
import { messages } from '../../messages/messages.ts'
import { NameSheet } from './name-sheet.tsx'
import { RemoveCollection } from './remove-collection.tsx'

const text = messages.collections

export interface CollectionHeaderProps {
  readonly collection: CollectionView
}

/** Which collection it is, and what can be done with all of it. */
export function CollectionHeader({ collection }: CollectionHeaderProps) {
  const { name, accounts, people, mayEdit } = collection
  const [open, setOpen] = useState<'rename' | 'remove'>()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) heading.current?.focus()
  }, [])
  const close = (): void => setOpen(undefined)
  return (
    <>
      <PageHeader
        headingRef={heading}
        title={name}
        description={text.about(accounts.length, people.length)}
        back={{ href: paths.collections, label: text.title }}
        actions={
          mayEdit ? (
            <Menu
              label={text.page.more}
              actions={[
                {
                  id: 'rename',
                  label: text.form.rename,
                  icon: <Pencil />,
                  onAction: () => setOpen('rename'),
                },
                {
                  id: 'remove',
                  label: text.remove.action,
                  icon: <Trash />,
                  isDanger: true,
                  onAction: () => setOpen('remove'),
                },
              ]}
            />
          ) : null
        }
      />
      {open === 'rename' ? <Rename {...{ collection }} onClose={close} /> : null}
      {open === 'remove' ? <RemoveCollection {...{ collection }} onClose={close} /> : null}
    </>
  )
}

interface RenameProps extends CollectionHeaderProps {
  readonly onClose: () => void
}

function Rename({ collection: { collectionId, name }, onClose }: RenameProps) {
  const { renameTitle, save: submit, saved } = text.form
  const desk = useDesk()
  const save = useCommand(
    async (wanted: string) => {
      await renameCollection(desk, collectionId, wanted)
      return wanted
    },
    { done: saved, onDone: onClose },
  )
  return <NameSheet title={renameTitle} {...{ submit, name, save, onClose }} />
}

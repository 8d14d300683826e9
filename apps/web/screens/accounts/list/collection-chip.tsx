import { useNavigate } from '@tanstack/react-router'
import { Menu, OneLine } from '@keyward/ui'
import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import Layers from 'lucide-react/icons/layers'
import { Button } from 'react-aria-components/Button'
import { paths } from '../../../app/paths.ts'
import { useGo } from '../../../app/use-go.ts'
import { messages } from '../../../messages/messages.ts'
import { useCollections } from '../parts/use-collections.ts'
import { CHIP, chipGround } from './chip.ts'
import { type AccountFilter, collectionIn, inCollection } from './filters.ts'

/** Shows the accounts of one collection alone. There is nothing to choose without collections. */
export function CollectionChip({ filter }: { readonly filter: AccountFilter }) {
  const text = messages.collections.filter
  const { data } = useCollections()
  const navigate = useNavigate()
  const go = useGo()
  if (data === undefined || data.length === 0) return null
  const chosen = data.find(({ collectionId }) => collectionId === collectionIn(filter))
  return (
    <li {...(chosen === undefined ? {} : { 'aria-current': 'true' })}>
      <Menu
        label={text.none}
        trigger={
          <Button
            aria-label={chosen === undefined ? text.none : text.label(chosen.name)}
            className={`${CHIP} max-w-[min(14rem,60vw)] cursor-pointer gap-1 ${chipGround(chosen !== undefined)}`}
          >
            <OneLine>{chosen?.name ?? text.none}</OneLine>
            <ChevronDown aria-hidden className="size-4 shrink-0" />
          </Button>
        }
        actions={[
          ...data.map(({ collectionId, name }) => ({
            id: collectionId,
            label: name,
            icon:
              collectionId === chosen?.collectionId ? (
                <Check />
              ) : (
                <span className="size-[1.125rem]" />
              ),
            onAction: () =>
              void navigate({ to: paths.accounts, search: { show: inCollection(collectionId) } }),
          })),
          { id: 'all', label: text.all, icon: <Layers />, onAction: () => go(paths.collections) },
        ]}
      />
    </li>
  )
}

import { useState } from 'react'
import type { CollectionEntry } from '@keyward/keyholder/commands'
import { Badge, Button, Column, EmptyState, List, ListRow, PageHeader, Skeleton } from '@keyward/ui'
import Layers from 'lucide-react/icons/layers'
import Plus from 'lucide-react/icons/plus'
import { HelpLink } from '../../app/parts/help-link.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useGo } from '../../app/use-go.ts'
import { useMember } from '../../app/use-member.ts'
import { useTitle } from '../../app/use-title.ts'
import { messages } from '../../messages/messages.ts'
import { useCollections } from '../accounts/parts/use-collections.ts'
import { NewCollection } from './new-collection.tsx'

const text = messages.collections

/** The collections of this member, and the way to make one. */
export function CollectionsScreen() {
  useTitle(text.title)
  const { data, isPending, problem, retry } = useCollections()
  const { may } = useMember()
  const [isMaking, setMaking] = useState(false)
  const mayMake = may('accounts.create', {})
  const make = (): void => setMaking(true)
  return (
    <Column
      header={
        <PageHeader
          title={text.title}
          {...(data === undefined || data.length === 0
            ? {}
            : { description: text.count(data.length) })}
          back={{ href: paths.accounts, label: text.back }}
          actions={
            mayMake && data !== undefined && data.length > 0 ? (
              <Button icon={<Plus />} onPress={make}>
                {text.add}
              </Button>
            ) : null
          }
        />
      }
    >
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Skeleton label={text.loading} /> : null}
      {data?.length === 0 ? <NoCollections onMake={mayMake ? make : undefined} /> : null}
      {data === undefined || data.length === 0 ? null : <Collections collections={data} />}
      {isMaking ? <NewCollection onClose={() => setMaking(false)} /> : null}
    </Column>
  )
}

function Collections({ collections }: { readonly collections: readonly CollectionEntry[] }) {
  const go = useGo()
  return (
    <List isCard label={text.title}>
      {collections.map(({ collectionId, name, relation, accountIds, people }) => (
        <ListRow
          key={collectionId}
          icon={<Layers />}
          href={paths.collection(collectionId)}
          onAction={() => go(paths.collection(collectionId))}
          title={name}
          subtitle={text.about(accountIds.length, people)}
          trailing={relation === 'owner' ? undefined : <Badge>{text.shared}</Badge>}
        />
      ))}
    </List>
  )
}

/** What a collection is for, and the first one for who may make it. */
function NoCollections({ onMake }: { readonly onMake: (() => void) | undefined }) {
  const { title, text: words, textOther } = text.empty
  return (
    <EmptyState
      icon={<Layers />}
      title={title}
      action={
        onMake === undefined ? null : (
          <Button tone="primary" onPress={onMake}>
            {text.add}
          </Button>
        )
      }
    >
      {onMake === undefined ? textOther : words} <HelpLink page="collections" />
    </EmptyState>
  )
}

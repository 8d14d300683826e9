import { type CollectionView, collectionView } from '@keyward/keyholder/commands'
import { Banner, Column, EmptyState, LinkButton, PageHeader, Skeleton } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useTitle } from '../../app/use-title.ts'
import { useVaultVersion } from '../../app/use-vault-version.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'
import { CollectionAccounts } from './accounts/collection-accounts.tsx'
import { CollectionHeader } from './collection-header.tsx'
import { CollectionPeople } from './people/collection-people.tsx'

const text = messages.collections

/** One collection: the accounts in it, and who has it. */
export function CollectionScreen({ collectionId }: { readonly collectionId: string }) {
  const version = useVaultVersion()
  const { data, isPending, problem, retry } = useView(
    views.collection(collectionId, version),
    (desk) => collectionView(desk, collectionId),
  )
  useTitle(data?.name ?? text.title)
  if (problem?.rule === 'account.unknown') return <Unknown />
  if (data === undefined)
    return (
      <Column
        header={
          <PageHeader title={text.title} back={{ href: paths.collections, label: text.title }} />
        }
      >
        <Problem problem={problem} onRetry={retry} />
        {isPending ? <Skeleton label={text.loading} rows={5} /> : null}
      </Column>
    )
  return (
    <Column>
      <CollectionHeader collection={data} />
      <div className="flex flex-col gap-6 pb-8">
        <Problem problem={problem} onRetry={retry} />
        <Waiting collection={data} />
        <CollectionAccounts collection={data} />
        <CollectionPeople collection={data} />
      </div>
    </Column>
  )
}

/** Accounts for which another one's device has to do what changed here. */
function Waiting({ collection: { waiting } }: { readonly collection: CollectionView }) {
  if (waiting === 0) return null
  return (
    <Banner tone="info" title={text.page.waiting(waiting)}>
      {text.page.waitingText}
    </Banner>
  )
}

function Unknown() {
  const { title, text: words, action } = text.unknown
  return (
    <Column>
      <EmptyState
        isPage
        title={title}
        action={<LinkButton href={paths.collections}>{action}</LinkButton>}
      >
        {words}
      </EmptyState>
    </Column>
  )
}

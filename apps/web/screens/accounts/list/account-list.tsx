import { type KeyboardEvent, useDeferredValue, useRef, useState } from 'react'
import { Column, LinkButton, Menu, PageHeader, SearchField, Skeleton } from '@keyward/ui'
import Layers from 'lucide-react/icons/layers'
import Plus from 'lucide-react/icons/plus'
import Trash from 'lucide-react/icons/trash-2'
import { Problem } from '../../../app/parts/problem.tsx'
import { paths } from '../../../app/paths.ts'
import { useGo } from '../../../app/use-go.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { AccountRows, type RowsHandle } from './account-rows.tsx'
import { FilterBar } from './filter-bar.tsx'
import type { AccountFilter } from './filters.ts'
import { NoAccounts } from './no-accounts.tsx'
import { useAccountRows } from './use-account-rows.ts'
import { useTypeToSearch } from './use-type-to-search.ts'

export interface AccountListProps {
  readonly filter: AccountFilter
  /** The account whose page is shown. */
  readonly selected: string | undefined
}

/** All accounts, searched while typing. */
export function AccountList({ filter, selected }: AccountListProps) {
  const text = messages.accounts.list
  const go = useGo()
  const [query, setQuery] = useState('')
  const shown = useAccountRows(useDeferredValue(query), filter)
  const { rows, facts, size, isPending, problem, retry } = shown
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const handle = useRef<RowsHandle>(null)
  useTypeToSearch(field)
  const openFirst = (): void => {
    const [first] = rows
    if (first !== undefined) go(paths.account(first.accountId))
  }
  const enterRows = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || event.target !== field.current || rows.length === 0) return
    event.preventDefault()
    handle.current?.enter()
  }
  return (
    <Column
      scrollRef={scroller}
      header={<Header count={size === 0 ? undefined : rows.length} />}
      dock={
        // The field is what is focused; this only hears its arrow key.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div className="flex flex-col gap-2" onKeyDown={enterRows}>
          <SearchField
            ref={field}
            label={text.search}
            clearLabel={text.clear}
            value={query}
            onChange={setQuery}
            onSubmit={openFirst}
          />
          <FilterBar filter={filter} />
        </div>
      }
    >
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Skeleton label={text.loading} /> : null}
      {isPending || rows.length > 0 || problem !== undefined ? null : (
        <NoAccounts isEmpty={size === 0} filter={filter} query={query} />
      )}
      <AccountRows
        {...{ rows, facts, scroller, handle, selected }}
        onLeave={() => field.current?.focus()}
      />
    </Column>
  )
}

function Header({ count }: { readonly count: number | undefined }) {
  const text = messages.accounts
  const go = useGo()
  const { may } = useMember()
  return (
    <PageHeader
      title={text.title}
      description={count === undefined ? undefined : <output>{text.list.count(count)}</output>}
      actions={
        <>
          {may('accounts.create', {}) ? (
            <LinkButton href={paths.newAccount} icon={<Plus />} ariaLabel={text.list.add}>
              {text.list.addShort}
            </LinkButton>
          ) : null}
          <Menu
            label={text.list.more}
            actions={[
              {
                id: 'collections',
                label: messages.collections.title,
                icon: <Layers />,
                onAction: () => go(paths.collections),
              },
              {
                id: 'deleted',
                label: text.list.deleted,
                icon: <Trash />,
                onAction: () => go(paths.deletedAccounts),
              },
            ]}
          />
        </>
      }
    />
  )
}

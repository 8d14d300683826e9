import { Outlet, useLocation, useParams, useSearch } from '@tanstack/react-router'
import { ListAndDetail } from '@keyward/ui'
import { paths } from '../../app/paths.ts'
import { messages } from '../../messages/messages.ts'
import { AccountList } from './list/account-list.tsx'
import { parseFilter } from './list/filters.ts'

/** The list of accounts, with one of them beside it where there is room. */
export function AccountsLayout() {
  const text = messages.accounts
  const { pathname } = useLocation()
  const { accountId } = useParams({ strict: false }) as { readonly accountId?: string }
  const { show } = useSearch({ strict: false }) as { readonly show?: unknown }
  const isList = pathname.replace(/\/$/, '') === paths.accounts
  return (
    <ListAndDetail
      listLabel={text.list.label}
      list={<AccountList filter={parseFilter(show)} selected={accountId} />}
      detailLabel={text.detail}
      detail={<Outlet />}
      shows={isList ? 'list' : 'detail'}
    />
  )
}

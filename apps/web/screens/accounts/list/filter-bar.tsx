import { Link } from '@tanstack/react-router'
import { messages } from '../../../messages/messages.ts'
import { paths } from '../../../app/paths.ts'
import { ACCOUNT_FILTERS, type AccountFilter } from './filters.ts'

const CHIP =
  'relative inline-flex min-h-9 shrink-0 items-center rounded-small px-3 text-note font-medium whitespace-nowrap before:absolute before:-inset-1 transition-colors duration-150'

/** The filters, as links: the address says which one is on. */
export function FilterBar({ filter }: { readonly filter: AccountFilter }) {
  const { filter: label, filters } = messages.accounts.list
  return (
    <nav aria-label={label} className="-mx-1 overflow-x-auto p-1 [scrollbar-width:none]">
      <ul className="flex gap-2 roomy:flex-wrap">
        {ACCOUNT_FILTERS.map((one) => (
          <li key={one}>
            <Link
              to={paths.accounts}
              search={{ show: one }}
              {...(one === filter ? { 'aria-current': 'true' } : {})}
              className={`${CHIP} ${one === filter ? 'bg-action text-on-action' : 'bg-well text-soft hover:text-ink'}`}
            >
              {filters[one]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

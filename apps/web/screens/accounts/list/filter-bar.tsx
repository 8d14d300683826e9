import { Fragment } from 'react'
import { Link } from '@tanstack/react-router'
import { ScrollRow } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { paths } from '../../../app/paths.ts'
import { CHIP, chipGround } from './chip.ts'
import { CollectionChip } from './collection-chip.tsx'
import { ACCOUNT_FILTERS, type AccountFilter } from './filters.ts'

/** The filters, as links: the address says which one is on. */
export function FilterBar({ filter }: { readonly filter: AccountFilter }) {
  const { filter: label, filters, filtersBack, filtersOn } = messages.accounts.list
  return (
    <ScrollRow label={label} backLabel={filtersBack} onLabel={filtersOn}>
      {ACCOUNT_FILTERS.map((one) => (
        <Fragment key={one}>
          <li>
            <Link
              to={paths.accounts}
              search={{ show: one }}
              {...(one === filter ? { 'aria-current': 'true' } : {})}
              className={`${CHIP} ${chipGround(one === filter)}`}
            >
              {filters[one]}
            </Link>
          </li>
          {one === 'all' ? <CollectionChip filter={filter} /> : null}
        </Fragment>
      ))}
    </ScrollRow>
  )
}

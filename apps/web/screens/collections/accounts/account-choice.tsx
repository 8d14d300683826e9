import { useState } from 'react'
import type { CollectionView } from '@keyward/keyholder/commands'
import { Checkbox, SearchField } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { toggled } from '../../accounts/sharing/roles.ts'
import { foundAccounts } from './found-accounts.ts'

export interface AccountChoiceProps extends Pick<CollectionView, 'mine'> {
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

/** More accounts than this are searched for. */
const FEW = 6

/** Accounts to choose from, any number of them; what is chosen stays in sight. */
export function AccountChoice({ mine, chosen, onChange }: AccountChoiceProps) {
  const text = messages.collections.put
  const [query, setQuery] = useState('')
  const { shown, more } = foundAccounts(mine, query, chosen)
  return (
    <fieldset aria-label={text.which} className="flex min-w-0 flex-col gap-3">
      {mine.length > FEW ? (
        <SearchField
          label={text.search}
          clearLabel={messages.accounts.list.clear}
          value={query}
          onChange={setQuery}
        />
      ) : null}
      {shown.length === 0 ? (
        <p className="text-body text-soft">{text.nothing(query)}</p>
      ) : (
        <div className="max-h-72 divide-y divide-line overflow-y-auto rounded-medium border border-line bg-card">
          {shown.map(({ accountId, appName, username }) => (
            <div key={accountId} className="px-4">
              <Checkbox
                label={appName}
                description={username || messages.accounts.list.noUsername}
                isChecked={chosen.has(accountId)}
                onChange={() => onChange(toggled(chosen, accountId))}
              />
            </div>
          ))}
        </div>
      )}
      {more === 0 ? null : <p className="text-note text-soft">{text.more(more)}</p>}
    </fieldset>
  )
}

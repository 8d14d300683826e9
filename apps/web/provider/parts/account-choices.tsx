import Search from 'lucide-react/icons/search'
import { useState } from 'react'
import type { AccountChoice, AccountQuestion } from '@keyward/keyholder/provider'
import { AppIcon, ChoiceList, TextField } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'

export interface AccountChoicesProps {
  readonly question: AccountQuestion
  readonly value: string | null
  readonly onChange: (accountId: string | null) => void
}

/** Update existing account: those of the app first, then a search in all that the member owns. */
export function AccountChoices({ question, value, onChange }: AccountChoicesProps) {
  const text = provider.account
  const [query, setQuery] = useState('')
  const { matching } = question
  const isMatching = new Set(matching.map(({ accountId }) => accountId))
  const others =
    query.trim() === ''
      ? []
      : question.search(query).filter(({ accountId }) => !isMatching.has(accountId))
  const search = (next: string): void => {
    setQuery(next)
    // What is no longer shown is no longer chosen.
    if (value !== null && !isMatching.has(value)) onChange(matching[0]?.accountId ?? null)
  }
  return (
    <section aria-label={text.existing} className="flex flex-col gap-3">
      {matching.length > 0 ? (
        <ChoiceList
          label={text.existing}
          name="account"
          hasFirstFocus
          choices={matching.map(rowOf)}
          value={value}
          onChange={onChange}
        />
      ) : (
        <div>
          <h2 className="pb-1 text-note font-medium text-soft">{text.existing}</h2>
          <p className="text-note text-soft">{text.none}</p>
        </div>
      )}
      <TextField
        label={text.search}
        placeholder={text.searchText}
        icon={<Search />}
        value={query}
        onChange={search}
        maxLength={100}
      />
      <p aria-live="polite" className="text-note text-soft empty:hidden">
        {query.trim() === '' ? null : text.found(others.length)}
      </p>
      {others.length === 0 ? null : (
        <ChoiceList
          label={text.others}
          isLabelHidden
          name="account"
          choices={others.map(rowOf)}
          value={value}
          onChange={onChange}
        />
      )}
    </section>
  )
}

function rowOf({ accountId, appName, username, passkeys }: AccountChoice) {
  const text = provider.account
  return {
    value: accountId,
    label: username === '' ? appName : `${appName} · ${username}`,
    description: `${username === '' ? `${text.noUsername} · ` : ''}${text.passkeys(passkeys)}`,
    icon: <AppIcon name={appName} size="small" />,
  }
}

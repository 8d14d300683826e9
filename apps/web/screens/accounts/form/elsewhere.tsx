import type { AccountView } from '@keyward/keyholder/commands'
import { Banner } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import type { DraftText } from './draft.ts'
import type { AccountFormState } from './use-account-form.ts'

export interface ElsewhereProps {
  readonly account: AccountView | undefined
  readonly elsewhere: AccountFormState['elsewhere']
}

/** What another device changed while the form was open. */
export function Elsewhere({ account, elsewhere: { adopted, contested } }: ElsewhereProps) {
  const text = messages.accountForm
  const named = (names: readonly DraftText[]): string =>
    text.and(names.map((name) => text.fields[name]))
  if (account?.deletedAt !== undefined)
    return (
      <Banner tone="warn" title={text.elsewhere.title}>
        {text.elsewhere.removed}
      </Banner>
    )
  if (adopted.length === 0 && contested.length === 0) return null
  return (
    <Banner tone={contested.length > 0 ? 'warn' : 'info'} title={text.elsewhere.title}>
      {adopted.length > 0 ? <p>{text.elsewhere.taken(named(adopted))}</p> : null}
      {contested.length > 0 ? <p>{text.elsewhere.both(named(contested))}</p> : null}
    </Banner>
  )
}

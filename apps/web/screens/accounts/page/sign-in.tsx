import type { AccountView } from '@keyward/keyholder/commands'
import { Card, PropertyRow, Section } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { useCopy } from '../parts/use-copy.ts'
import { CodeRow } from './code-row.tsx'
import { SecretRow } from './secret-row.tsx'

/** What one types to sign in where no passkey does it. */
export function SignIn({ account }: { readonly account: AccountView }) {
  const text = messages.accounts
  const { accountId, username, secrets } = account
  const copy = useCopy(text.fields.username, () => username)
  if (username === '' && secrets.length === 0) return null
  return (
    <Section
      title={text.page.signIn}
      {...(secrets.length > 0 ? { description: text.page.revealed } : {})}
    >
      <Card isList>
        {username === '' ? null : (
          <PropertyRow
            label={text.fields.username}
            value={username}
            copy={{ label: text.copyUsername, onCopy: () => void copy.run() }}
          />
        )}
        {secrets.includes('password') ? (
          <SecretRow accountId={accountId} secret="password" />
        ) : null}
        {secrets.includes('one-time-code') ? <CodeRow accountId={accountId} /> : null}
        {secrets.includes('note') ? <SecretRow accountId={accountId} secret="note" /> : null}
      </Card>
    </Section>
  )
}

import type { AccountView } from '@keyward/keyholder/commands'
import { Badge, Breakable, Card, PropertyRow, Section } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { addressesOf } from '../parts/addresses.ts'

/** Where the account belongs, and the words that it is found by. */
export function Details({ account }: { readonly account: AccountView }) {
  const text = messages.accounts.page
  const { displayName, labels } = account
  const addresses = addressesOf(account)
  if (displayName === '' && labels.length === 0 && addresses.length === 0) return null
  return (
    <Section title={text.details}>
      <Card isList>
        {displayName === '' ? null : <PropertyRow label={text.displayName} value={displayName} />}
        {addresses.length === 0 ? null : (
          <PropertyRow
            label={text.addresses}
            value={addresses.map((address) => (
              <a
                key={address}
                href={`https://${address}`}
                target="_blank"
                rel="noopener noreferrer"
                className="flex min-h-6 items-center underline underline-offset-2"
              >
                <Breakable>{address}</Breakable>
              </a>
            ))}
          />
        )}
        {labels.length === 0 ? null : (
          <PropertyRow
            label={text.labels}
            value={
              <span className="flex flex-wrap gap-1 pt-0.5">
                {labels.map((label) => (
                  <Badge key={label}>{label}</Badge>
                ))}
              </span>
            }
          />
        )}
      </Card>
    </Section>
  )
}

import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { CollectionView } from '@keyward/keyholder/commands'
import { AppIcon, Button, IconButton, OneLine, Section } from '@keyward/ui'
import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { paths } from '../../../app/paths.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { TakeOut } from '../../accounts/sharing/take-out.tsx'
import { whoLoses } from '../who-loses.ts'
import { AddAccounts } from './add-accounts.tsx'

export interface CollectionAccountsProps {
  readonly collection: CollectionView
}

type Account = CollectionView['accounts'][number]

/** The accounts in a collection, and the ways in and out of it. */
export function CollectionAccounts({ collection }: CollectionAccountsProps) {
  const text = messages.collections.page
  const { accounts, mayEdit } = collection
  const { memberId } = useMember()
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Account>()
  return (
    <Section
      title={text.accounts}
      action={
        mayEdit ? (
          <Button icon={<Plus />} ariaLabel={text.addAccounts} onPress={() => setAdding(true)}>
            {text.addShort}
          </Button>
        ) : null
      }
    >
      {accounts.length === 0 ? (
        <p className="text-note text-soft">{text.noAccounts}</p>
      ) : (
        <ul
          aria-label={text.accounts}
          className="divide-y divide-line overflow-clip rounded-medium border border-line bg-card"
        >
          {accounts.map((account) => (
            <AccountItem
              key={account.accountId}
              account={account}
              onTakeOut={account.mayTakeOut ? () => setLeaving(account) : undefined}
            />
          ))}
        </ul>
      )}
      {isAdding ? <AddAccounts {...{ collection }} onClose={() => setAdding(false)} /> : null}
      {leaving === undefined ? null : (
        <TakeOut
          {...{ collection }}
          account={leaving}
          whoLoses={whoLoses(collection, memberId)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Section>
  )
}

interface AccountItemProps {
  readonly account: Account
  readonly onTakeOut: (() => void) | undefined
}

/** Leads to the account; beside it the way out of the collection. */
function AccountItem({ account, onTakeOut }: AccountItemProps) {
  const { accountId, appName, username } = account
  const text = messages.collections.page
  return (
    <li className="flex items-center">
      <Link
        to={paths.account(accountId)}
        className="flex min-h-16 min-w-0 flex-1 items-center gap-3 rounded-medium px-4 py-2 outline-offset-[-2px] transition-colors duration-150 hover:bg-well"
      >
        <AppIcon name={appName} />
        <span className="min-w-0 flex-1">
          <OneLine className="text-body font-medium">{appName}</OneLine>
          <OneLine className="text-note text-soft">
            {username || messages.accounts.list.noUsername}
          </OneLine>
        </span>
      </Link>
      {onTakeOut === undefined ? null : (
        <span className="pr-1.5">
          <IconButton
            label={text.takeOut(text.open(appName, username))}
            icon={<X />}
            onPress={onTakeOut}
          />
        </span>
      )}
    </li>
  )
}

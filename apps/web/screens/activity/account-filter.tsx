import { useState } from 'react'
import { listAccounts } from '@keyward/keyholder/commands'
import { AppIcon, Button, Dialog, List, ListRow, SearchField } from '@keyward/ui'
import { useDesk } from '../../app/use-desk.ts'
import { useVaultVersion } from '../../app/use-vault-version.ts'
import { messages } from '../../messages/messages.ts'
import { accountName } from './facts-of.ts'

const text = messages.activity.filters
const MOST = 20

export interface AccountFilterProps {
  readonly value: string | undefined
  readonly onChange: (accountId: string | undefined) => void
}

/** One account, searched for: there may be too many for a list of all. */
export function AccountFilter({ value, onChange }: AccountFilterProps) {
  const desk = useDesk()
  const [isOpen, setOpen] = useState(false)
  const name = value === undefined ? text.anyAccount : accountName(desk, value)
  const choose = (accountId: string | undefined): void => {
    setOpen(false)
    onChange(accountId)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden className="text-note font-medium">
        {text.account}
      </span>
      <Button isWide ariaLabel={`${text.account}: ${name}`} onPress={() => setOpen(true)}>
        {name}
      </Button>
      {isOpen ? <ChooseAccount onChoose={choose} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

interface ChooseAccountProps {
  readonly onChoose: (accountId: string | undefined) => void
  readonly onClose: () => void
}

function ChooseAccount({ onChoose, onClose }: ChooseAccountProps) {
  const desk = useDesk()
  // Read again whenever accounts change.
  useVaultVersion()
  const [query, setQuery] = useState('')
  const found = listAccounts(desk, query, MOST)
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={text.chooseAccount}
      actions={
        <>
          <Button tone="plain" onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button onPress={() => onChoose(undefined)}>{text.anyAccount}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <SearchField
          hasFirstFocus
          label={text.search}
          clearLabel={text.clearSearch}
          value={query}
          onChange={setQuery}
        />
        {found.length === 0 ? <p>{text.none}</p> : null}
        <div className="max-h-80 overflow-y-auto px-3">
          <List label={text.chooseAccount}>
            {found.map(({ accountId, appName, username }) => (
              <ListRow
                key={accountId}
                icon={<AppIcon name={appName} />}
                title={appName}
                subtitle={username}
                onAction={() => onChoose(accountId)}
              />
            ))}
          </List>
        </div>
      </div>
    </Dialog>
  )
}

import { useState } from 'react'
import { type CollectionView, putIntoCollection } from '@keyward/keyholder/commands'
import { Button, Sheet } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { AccountChoice } from './account-choice.tsx'

export interface AddAccountsProps {
  readonly collection: CollectionView
  readonly onClose: () => void
}

const FORM = 'add-accounts'
const NOTHING: ReadonlySet<string> = new Set()

/** Puts accounts that one owns into a collection, any number of them. */
export function AddAccounts({ collection, onClose }: AddAccountsProps) {
  const text = messages.collections.put
  const { collectionId, name, mine } = collection
  const desk = useDesk()
  const [chosen, setChosen] = useState(NOTHING)
  const accounts = mine.filter(({ accountId }) => chosen.has(accountId))
  const put = useCommand((ids: readonly string[]) => putIntoCollection(desk, collectionId, ids), {
    done: text.done(name, accounts.length),
    onDone: onClose,
  })
  const submit = (): void => {
    if (accounts.length > 0) void put.run(accounts.map(({ accountId }) => accountId))
  }
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.title(name)}
      closeLabel={messages.app.close}
      footer={
        mine.length === 0 ? undefined : (
          <Button
            type="submit"
            form={FORM}
            tone="primary"
            isWide
            isDisabled={accounts.length === 0}
            isPending={put.isPending}
          >
            {text.submit(accounts.length)}
          </Button>
        )
      }
    >
      {mine.length === 0 ? (
        <p className="text-body text-soft">{text.none}</p>
      ) : (
        <form
          id={FORM}
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p className="text-note text-soft">{text.owned}</p>
          <AccountChoice {...{ mine, chosen }} onChange={setChosen} />
          <Effect {...{ name, accounts }} />
          <Problem problem={put.problem} />
        </form>
      )}
    </Sheet>
  )
}

interface EffectProps {
  readonly name: string
  readonly accounts: CollectionView['mine']
}

/** What comes of the choice; said again whenever that changes. */
function Effect({ name, accounts }: EffectProps) {
  const text = messages.collections.put
  const [first] = accounts
  return (
    <p aria-live="polite" className="text-note text-soft empty:hidden">
      {first === undefined
        ? null
        : accounts.length === 1
          ? text.effect(name, first.appName)
          : text.effectMany(name, accounts.length)}
    </p>
  )
}

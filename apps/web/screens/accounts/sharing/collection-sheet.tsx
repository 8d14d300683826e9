import { useState } from 'react'
import type { AccountView, CollectionOfAccount, SharingView } from '@keyward/keyholder/commands'
import { Breakable, Button, LinkButton, Sheet } from '@keyward/ui'
import { paths } from '../../../app/paths.ts'
import { messages } from '../../../messages/messages.ts'
import { namedFew } from './named-few.ts'
import { TakeOut } from './take-out.tsx'

export interface CollectionSheetProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName'>
  readonly collection: CollectionOfAccount
  readonly people: SharingView['people']
  readonly onClose: () => void
}

/** A collection that the account is in: what comes of that, and the way out of it. */
export function CollectionSheet({ account, collection, people, onClose }: CollectionSheetProps) {
  const text = messages.collections.ofAccount
  const { collectionId, name, mayChange } = collection
  const { appName } = account
  const losing = people.filter(({ byCollection }) => byCollection === collectionId)
  const [isLeaving, setLeaving] = useState(false)
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.title(name ?? text.notShared, appName)}
      closeLabel={messages.app.close}
      footer={
        <>
          {name === null ? null : (
            <LinkButton isWide href={paths.collection(collectionId)}>
              {text.open}
            </LinkButton>
          )}
          {mayChange ? (
            <Button tone="danger" isWide onPress={() => setLeaving(true)}>
              {text.takeOut}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="text-body">
        <Breakable>
          {name === null ? text.effectUnnamed(appName) : text.effect(name, appName)}
        </Breakable>
      </p>
      {isLeaving ? (
        <TakeOut
          {...{ account }}
          collection={{ collectionId, name: name ?? text.unnamed }}
          whoLoses={losing.length === 0 ? null : namedFew(losing.map((one) => one.name))}
          onClose={() => setLeaving(false)}
          onDone={onClose}
        />
      ) : null}
    </Sheet>
  )
}

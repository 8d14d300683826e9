import {
  type AccountView,
  type CollectionOfAccount,
  putIntoCollection,
  shareAccount,
  type SharingView,
} from '@keyward/keyholder/commands'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { LeftOut } from './left-out.tsx'
import { ShareSheet } from './share-sheet.tsx'
import { offeredCollections } from './use-collections-of.ts'
import type { AskedShare, Given } from './use-share-form.ts'

export interface ShareAccountProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName' | 'passkeys'>
  readonly sharing: SharingView
  readonly collections: readonly CollectionOfAccount[]
  readonly asked?: AskedShare | undefined
  readonly onClose: () => void
  readonly onShared?: () => void
}

const WORDS = { ...messages.sharing, ownersHoldKeys: true }

/** Gives an account to people and teams, and puts it into collections. */
export function ShareAccount(props: ShareAccountProps) {
  const { account, sharing, collections, ...rest } = props
  const { accountId, appName } = account
  const desk = useDesk()
  const give = async ({ sharing: to, collectionIds }: Given): Promise<void> => {
    if (to !== undefined) await shareAccount(desk, accountId, to)
    for (const collectionId of collectionIds)
      await putIntoCollection(desk, collectionId, [accountId])
  }
  return (
    <ShareSheet
      {...rest}
      name={appName}
      offer={sharing}
      collections={offeredCollections(collections)}
      words={WORDS}
      useOnly={<LeftOut {...{ account, sharing }} />}
      give={give}
    />
  )
}

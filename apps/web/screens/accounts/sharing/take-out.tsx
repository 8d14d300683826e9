import { type AccountView, takeOutOfCollection } from '@keyward/keyholder/commands'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { EndDialog } from './end-dialog.tsx'

export interface TakeOutProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName'>
  readonly collection: { readonly collectionId: string; readonly name: string }
  /** Names of those who may lose the account, in one phrase; null for nobody. */
  readonly whoLoses: string | null
  readonly onClose: () => void
  readonly onDone?: () => void
}

/** Asks before an account is taken out of a collection, and says who loses it. */
export function TakeOut({ account, collection, whoLoses, onClose, onDone }: TakeOutProps) {
  const text = messages.collections.out
  const { collectionId, name } = collection
  const { accountId, appName } = account
  const desk = useDesk()
  const end = useCommand(() => takeOutOfCollection(desk, collectionId, [accountId]), {
    done: text.done(appName, name),
    onDone: () => {
      onClose()
      onDone?.()
    },
  })
  const { nobody, lose, effect, offline, submit } = text
  const words = {
    title: text.title(appName, name),
    points: whoLoses === null ? [nobody] : [lose(whoLoses), ...effect],
    offline,
    submit,
  }
  return <EndDialog {...{ words, end, onClose }} />
}

import { useMemo } from 'react'
import { type AccountView, appFinder, openDirectory } from '@keyward/keyholder/commands'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'
import { addressesOf } from '../parts/addresses.ts'

/** Says so where the directory knows that the account's app takes passkeys. */
export function CouldHave({ account }: { readonly account: AccountView }) {
  const { session } = useKeyholder()
  const { data } = useView(views.directory, () => openDirectory(session))
  const app = useMemo(
    () => (data === undefined ? undefined : appFinder(data)(addressesOf(account))),
    [data, account],
  )
  if (app === undefined) return null
  return (
    <p className="pb-2 text-body font-medium">{messages.accounts.passkeys.couldHave(app.name)}</p>
  )
}

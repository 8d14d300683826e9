import { type AccountView, viewAccount } from '@keyward/keyholder/commands'
import { useView, type View } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'

/** One account as it is on this device, read again when it changes. */
export function useAccount(accountId: string): View<AccountView> {
  return useView(views.account(accountId), (desk) => viewAccount(desk, accountId))
}

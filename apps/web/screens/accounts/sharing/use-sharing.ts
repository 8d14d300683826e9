import { type SharingView, sharingOf } from '@keyward/keyholder/commands'
import { useView, type View } from '../../../app/use-view.ts'
import { useVaultVersion } from '../../../app/use-vault-version.ts'
import { views } from '../../../app/views.ts'

/** Who has an account: read again after each exchange with the server, and when accounts change here. */
export function useSharing(accountId: string): View<SharingView> {
  const version = useVaultVersion()
  return useView(views.sharing(accountId, version), (desk) => sharingOf(desk, accountId))
}

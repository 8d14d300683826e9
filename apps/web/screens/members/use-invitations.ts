import { listInvitations } from '@keyward/keyholder/commands'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'

/** Open invitations and who answered them, as the server has them; read again after each exchange. */
export function useInvitations() {
  const { session } = useKeyholder()
  return useView(views.invitations, () => listInvitations(session))
}

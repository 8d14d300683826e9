import { supportContact } from '@keyward/keyholder/commands'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useView, type View } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'

/** Whom members ask for help; empty when nobody is named. */
export function useSupportContact(): View<string> {
  const { session } = useKeyholder()
  return useView(views.supportContact, () => supportContact(session))
}

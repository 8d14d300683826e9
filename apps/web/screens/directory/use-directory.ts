import { type AppDirectory, openDirectory } from '@keyward/keyholder/commands'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useView, type View } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'

/** The directory as this device has it; the server is asked at most once a day. */
export function useDirectory(): View<AppDirectory> {
  const { session } = useKeyholder()
  return useView(views.directory, () => openDirectory(session))
}

import { listOperators } from '@keyward/keyholder/commands'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'

const NOBODY: ReadonlySet<string> = new Set()

/** Who runs the server, as far as it could be asked. */
export function useOperators(): ReadonlySet<string> {
  const { session } = useKeyholder()
  return useView(views.operators, () => listOperators(session)).data ?? NOBODY
}

import { listActivity } from '@keyward/keyholder/commands'
import type { ActivityEntry } from '@keyward/log'
import type { ActivitySearch } from './search.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useView, type View } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { filterOf } from './filter.ts'

/** The last entries that fit, the newest first; read again after each exchange. */
export function useEntries(search: ActivitySearch, limit: number): View<readonly ActivityEntry[]> {
  const { session } = useKeyholder()
  const { may } = useMember()
  const filter = filterOf(search)
  // Who sees a part of the log alone can't tell from its length where the last entries begin.
  const from = may('activity.see', { scope: 'workspace' }) ? {} : { from: 1 }
  return useView(views.activity(filter, limit), () =>
    listActivity(session, { ...from, ...filter }, limit),
  )
}

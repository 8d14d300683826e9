import { useCallback, useSyncExternalStore } from 'react'
import { fetchActivity, listActivity } from '@keyward/keyholder/commands'
import type { ShownProblem } from '../../app/problem-of.ts'
import { queryClient } from '../../app/query-client.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { filterOf } from './filter.ts'
import { type KeptLog, keptLog, type ReadEntries } from './kept-log.ts'
import type { ActivitySearch } from './search.ts'

/** The entries that fit, as far as they were read. */
export interface ShownEntries {
  /** undefined until the first were read. */
  readonly read: ReadEntries | undefined
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly retry: () => void
  /** Reads older ones. */
  readonly older: () => void
  readonly olderProblem: ShownProblem | undefined
}

/** The last entries that fit; after each exchange those that came since are read, and no other again. */
export function useEntries(search: ActivitySearch): ShownEntries {
  const { session } = useKeyholder()
  const { may } = useMember()
  const filter = filterOf(search)
  const isWhole = may('activity.see', { scope: 'workspace' }) && Object.keys(filter).length === 0
  const key = views.activity(filter, isWhole)
  const { data: log, ...view } = useView(key, async () => {
    const kept = queryClient.getQueryData<{ readonly value: KeptLog }>(key)?.value
    const source = {
      last: (count: number) => listActivity(session, {}, count),
      from: (from: number) => fetchActivity(session, { ...filter, from }),
    }
    const current = kept ?? keptLog(source, isWhole)
    await current.newer()
    return current
  })
  const watch = useCallback((listener: () => void) => log?.watch(listener) ?? nothing, [log])
  const read = useSyncExternalStore(watch, () => log?.shown())
  const { run, problem: olderProblem } = useCommand(() => log?.older())
  return { ...view, read, older: () => void run(), olderProblem }
}

const nothing = (): void => undefined

import { useMemo } from 'react'
import { lastPasskeyUses, type PasskeyUse } from '@keyward/keyholder/commands'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'

const DAYS_30 = 30 * 24 * 60 * 60 * 1000

/** By account id, the last sign-in of the last 30 days; empty while the server can't be asked. */
export function useRecentUses(): ReadonlyMap<string, PasskeyUse> {
  const { session } = useKeyholder()
  const { data } = useView(views.recentUses, (desk) =>
    lastPasskeyUses(session, { after: desk.platform.clock() - DAYS_30 }),
  )
  return useMemo(() => {
    const last = new Map<string, PasskeyUse>()
    for (const use of data ?? []) if (!last.has(use.accountId)) last.set(use.accountId, use)
    return last
  }, [data])
}

import { type ApprovalView, waitingApprovals } from '@keyward/keyholder/commands'
import { useNow } from '../use-now.ts'
import { useView, type View } from '../use-view.ts'
import { views } from '../views.ts'
import { stillOpen } from './still-open.ts'

/** Sign-ins of others that wait for this member, the oldest first, and how to read them again. */
export interface Approvals {
  readonly waiting: readonly ApprovalView[]
  readonly isPending: boolean
  readonly problem: View<unknown>['problem']
  readonly retry: () => void
}

export function useApprovals(): Approvals {
  const { data = [], isPending, problem, retry } = useView(views.approvals, waitingApprovals)
  // The seconds count only while somebody waits.
  const now = useNow(data.length === 0 ? 60_000 : 1000)
  return { waiting: stillOpen(data, now), isPending, problem, retry }
}

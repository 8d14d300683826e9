import type { ActivityFilter } from '@keyward/keyholder/commands'
import { isActivityEvent } from '@keyward/log'
import type { ActivitySearch } from './search.ts'

const ID = /^[\w-]{22}$/

/** What to ask the server for. What is no id and no event is left out. */
export function filterOf({ member, account, event }: ActivitySearch): ActivityFilter {
  return {
    ...(member !== undefined && ID.test(member) ? { memberId: member } : {}),
    ...(account !== undefined && ID.test(account) ? { accountId: account } : {}),
    ...(event !== undefined && isActivityEvent(event) ? { event } : {}),
  }
}

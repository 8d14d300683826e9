import type { ActivityFilter } from '@keyward/keyholder/commands'
import { readDate } from '@keyward/keyholder/accounts'
import { isActivityEvent } from '@keyward/log'
import type { ActivitySearch } from './search.ts'

const ID = /^[\w-]{22}$/

/** What to ask the server for. What is no id, no event and no time is left out. */
export function filterOf(search: ActivitySearch): ActivityFilter {
  const { member, account, event } = search
  const after = readDate(search.after)
  const before = readDate(search.before)
  return {
    ...(member !== undefined && ID.test(member) ? { memberId: member } : {}),
    ...(account !== undefined && ID.test(account) ? { accountId: account } : {}),
    ...(event !== undefined && isActivityEvent(event) ? { event } : {}),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  }
}

/** How many filters are set. */
export function countOf(search: ActivitySearch): number {
  return Object.keys(filterOf(search)).length
}

/** A time as it stands in the address, to the minute. */
export function timeForAddress(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`
}

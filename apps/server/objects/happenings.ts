import type { Happening, ServerEvent, ServerReport } from '@keyward/log'
import type { Grant } from './grant.ts'
import type { AccessList } from './list.ts'
import type { Write } from './write.ts'

/** Who asked for what is logged, and when. */
export interface Asking {
  readonly memberId: string | null
  readonly deviceId: string | null
  readonly time: number
}

/** What the log says about a change of one account. */
export function accountHappenings(
  asking: Asking,
  change: {
    readonly accountId: string
    /** The list before and the new ones, oldest first. */
    readonly before: AccessList | undefined
    readonly lists: readonly AccessList[]
    readonly writes: readonly Write[]
    readonly isDeleted: boolean | null
    readonly wasDeleted: boolean
  },
): readonly ServerReport[] {
  const { accountId, lists, wasDeleted } = change
  const isDeleted = change.isDeleted ?? wasDeleted
  const happened: Happening<ServerEvent>[] = []
  const isNew = change.before === undefined && lists.length > 0
  if (isNew) happened.push({ event: 'account-created', subject: { accountId } })
  let before = change.before
  for (const list of lists) {
    happened.push(...sharing(accountId, before, list))
    before = list
  }
  // The content of a new account tells nothing that its creation does not.
  const newest = isNew ? undefined : change.writes.at(-1)
  if (newest !== undefined && isDeleted === wasDeleted) {
    const { version } = newest
    happened.push({ event: 'account-changed', subject: { accountId, version } })
  }
  if (isDeleted && !wasDeleted) happened.push({ event: 'account-deleted', subject: { accountId } })
  if (!isDeleted && wasDeleted) happened.push({ event: 'account-restored', subject: { accountId } })
  return happened.map((one) => Object.assign({}, asking, one))
}

function sharing(
  accountId: string,
  before: AccessList | undefined,
  list: AccessList,
): Happening<ServerEvent>[] {
  const old = new Map(before?.grants.map((grant) => [keyOf(grant), grant]))
  const now = new Map(list.grants.map((grant) => [keyOf(grant), grant]))
  const happened: Happening<ServerEvent>[] = []
  for (const [key, { granteeKind, granteeId, role }] of now) {
    const isCreator = before === undefined && granteeId === list.memberId
    if (isCreator || old.get(key)?.role === role) continue
    const subject = { accountId, granteeKind, granteeId, role }
    happened.push({ event: 'account-shared', subject })
  }
  for (const [key, { granteeKind, granteeId }] of old) {
    if (now.has(key)) continue
    happened.push({ event: 'account-unshared', subject: { accountId, granteeKind, granteeId } })
  }
  return happened
}

function keyOf({ granteeKind, granteeId }: Grant): string {
  return `${granteeKind} ${granteeId}`
}

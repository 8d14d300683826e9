import { hashEntry, parseEntry } from '@keyward/workspace/chain'
import { may } from '@keyward/workspace/rules'
import { Refused } from '../../auth/refused.ts'
import { isLive } from '../../auth/session.ts'
import { textOf } from '../../auth/text.ts'
import { followChanges as follow } from '../../live/follow.ts'
import { accountAnswer } from '../account-answer.ts'
import type { Handler, MemberVisitor, Visitor } from '../handler.ts'
import type { Server } from '../server.ts'

/** Accounts of a page when the client does not say. */
const USUAL_LIMIT = 200

export const getChanges: Handler<'getChanges'> = async (server, { query, by, now }) => {
  const { incarnation, revision } = by.workspace
  const isOther = query.incarnation !== undefined && query.incarnation !== incarnation
  if (isOther || query.since > revision) throw new Refused('start_again')
  const isNothingNew = query.since === revision
  const page = isNothingNew ? nothingNew(by) : await news(server, by, query)
  const { changes, activityHead } = page
  return {
    incarnation,
    revision: changes.revision,
    hasMore: changes.hasMore,
    entries: changes.entries.map(textOf),
    head: endOfChain(by, changes.entries.at(-1)),
    accounts: changes.accounts.map(accountAnswer),
    activityHead: { sequence: activityHead.sequence, hash: textOf(activityHead.hash) },
    serverTime: now,
  }
}

interface Page {
  readonly changes: Awaited<ReturnType<Server['store']['accounts']['changes']>>
  readonly activityHead: MemberVisitor['workspace']['activityHead']
}

/** What most requests ask for, which costs no further question to the store. */
function nothingNew({ workspace }: MemberVisitor): Page {
  const { revision, activityHead } = workspace
  return { changes: { revision, hasMore: false, accounts: [], entries: [] }, activityHead }
}

async function news(
  { store }: Server,
  { workspaceId, memberId }: MemberVisitor,
  { since, limit = USUAL_LIMIT }: { readonly since: number; readonly limit?: number | undefined },
): Promise<Page> {
  const changes = await store.accounts.changes(workspaceId, memberId, since, limit)
  return { changes, activityHead: await store.activity.head(workspaceId) }
}

/** The end of the chain, which is never before an entry in the same answer. */
function endOfChain({ state }: MemberVisitor, last: Uint8Array | undefined) {
  const { head } = state
  const entry = last === undefined ? undefined : parseEntry(last)
  if (entry === undefined || entry.sequence <= head.sequence)
    return { sequence: head.sequence, hash: textOf(head.hash) }
  return { sequence: entry.sequence, hash: textOf(hashEntry(entry)) }
}

export const followChanges: Handler<'followChanges'> = async (server, { by }) => {
  const { workspaceId, memberId, session } = by
  const onEnd = server.streams.open(`${workspaceId}/${memberId}`)
  return follow({
    news: server.news,
    workspaceId,
    memberId,
    mayAdmit: mayAdmit(by),
    revision: async () => (await server.store.workspaces.get(workspaceId))?.revision ?? 0,
    isOver: () => isOver(server, session),
    isStopping: server.isStopping,
    onEnd,
  })
}

async function isOver(server: Server, session: Visitor['session']): Promise<boolean> {
  const now = server.clock()
  const found = await server.store.sessions.byToken(session.tokenHash, now)
  return found === undefined || found.isRemoved || !isLive(found, now)
}

function mayAdmit({ actor }: Visitor): boolean {
  const newcomer = { kind: 'person', role: 'guest' } as const
  return actor !== undefined && may(actor, 'member.invite', { newcomer }).allowed
}

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
  const changes = isNothingNew ? nothingNew(by) : await news(server, by, query)
  // Read after the changes, it is never older than they are.
  const head = await server.heads.of(
    by.workspaceId,
    isNothingNew ? by.workspace.activityHead : undefined,
  )
  return {
    incarnation,
    revision: changes.revision,
    hasMore: changes.hasMore,
    entries: changes.entries.map(textOf),
    head: endOfChain(by, changes.entries.at(-1)),
    accounts: changes.accounts.map(accountAnswer),
    activityHead: { sequence: head.sequence, hash: textOf(head.hash) },
    logHead: await server.heads.answer(head, query.logSize),
    serverTime: now,
  }
}

type NewChanges = Awaited<ReturnType<Server['store']['accounts']['changes']>>

/** What most requests ask for, which costs no further question to the store. */
function nothingNew({ workspace }: MemberVisitor): NewChanges {
  return { revision: workspace.revision, hasMore: false, accounts: [], entries: [] }
}

function news(
  { store }: Server,
  { workspaceId, memberId }: MemberVisitor,
  { since, limit = USUAL_LIMIT }: { readonly since: number; readonly limit?: number | undefined },
): Promise<NewChanges> {
  return store.accounts.changes(workspaceId, memberId, since, limit)
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

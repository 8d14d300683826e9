import { isStatementSignedBy, parseActivity, parseStatement } from '@keyward/log'
import { indexListId } from '@keyward/protocol'
import { type DeviceId, liveDevice, type MemberId } from '@keyward/workspace/chain'
import { may } from '@keyward/workspace/rules'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { requireMay } from '../../objects/check-list.ts'
import type { ActivityFilter } from '../../store/ports/activity.ts'
import type { Call, Handler, MemberVisitor } from '../handler.ts'
import type { Server } from '../server.ts'

/** Entries of a page when the client does not say. */
const USUAL_LIMIT = 200

export const getActivity: Handler<'getActivity'> = async (server, call) => {
  const { by } = call
  const { activity } = server.store
  const scope = await scopeOf(server, call)
  const head = await activity.head(by.workspaceId)
  const page = await activity.list(by.workspaceId, filterOf(call), scope)
  const proofs = await proofsFor(server, call, page.entries)
  return {
    entries: page.entries.map(textOf),
    head: { sequence: head.sequence, hash: textOf(head.hash) },
    hasMore: page.hasMore,
    proofs,
  }
}

/** That each entry is in the log of so many entries as the client asked for. */
async function proofsFor(
  { store }: Server,
  { query, by }: Call<'getActivity'>,
  entries: readonly Uint8Array[],
) {
  if (query.provenAt === undefined) return null
  const sequences = entries.map((bytes) => parseActivity(bytes).sequence)
  const proofs = await store.activity.inclusion(by.workspaceId, sequences, query.provenAt)
  return proofs.map((proof) => proof.map(textOf))
}

/**
 * Beyond what the member did: nothing for who may see the whole log, the accounts that it owns for
 * others, and none for who may own none.
 *
 * @throws {Refused} `forbidden` when one account is asked for that is not among them
 */
async function scopeOf(server: Server, { query, by }: Call<'getActivity'>) {
  const { actor, memberId, workspaceId } = by
  if (may(actor, 'activity.see', { scope: 'workspace' }).allowed) return undefined
  const granted = await server.store.accounts.grantedTo(workspaceId, memberId)
  const seen = granted.filter(({ accountId, role }) => {
    const relation = role === 'owner' ? 'owner' : 'collaborator'
    const isIndex = accountId === indexListId(workspaceId)
    return !isIndex && may(actor, 'activity.see', { scope: 'account', relation }).allowed
  })
  const accountIds = seen.map(({ accountId }) => accountId)
  if (query.accountId !== undefined && !accountIds.includes(query.accountId))
    requireMay(actor, 'activity.see', { scope: 'account', relation: 'none' })
  return { memberId, accountIds }
}

function filterOf({ query }: Call<'getActivity'>): ActivityFilter {
  const { limit = USUAL_LIMIT, accountId, from, provenAt, memberId, event, after, before } = query
  return {
    limit,
    ...(from === undefined ? {} : { from }),
    ...(provenAt === undefined ? {} : { until: provenAt }),
    ...(memberId === undefined ? {} : { memberId }),
    ...(accountId === undefined ? {} : { accountIds: [accountId] }),
    ...(event === undefined ? {} : { event }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  }
}

export const reportActivity: Handler<'reportActivity'> = async (server, { body, by, now }) => {
  const drafts = body.statements.map((text, at) => {
    const statement = bytesOf(text, `statements.${at}`)
    checkStatement(by, statement)
    return { time: now, statement }
  })
  const head = await server.store.activity.append(by.workspaceId, drafts)
  return { head: { sequence: head.sequence, hash: textOf(head.hash) } }
}

/** @throws {LogError} as `parseStatement`; {Refused} `object_refused` for another's statement */
function checkStatement(by: MemberVisitor, bytes: Uint8Array): void {
  const said = parseStatement(bytes)
  const { workspaceId, memberId, deviceId } = by
  const device = liveDevice(by.state, memberId as MemberId, deviceId as DeviceId)
  const isOwn =
    said.workspaceId === workspaceId && said.memberId === memberId && said.deviceId === deviceId
  if (!isOwn || device === undefined) {
    const message = 'A device reports what it did itself.'
    throw new Refused('object_refused', { rule: 'log.statement-device', message })
  }
  if (!isStatementSignedBy(device.signing, said)) {
    const message = 'The device did not sign this statement.'
    throw new Refused('object_refused', { rule: 'log.statement-signature', message })
  }
}

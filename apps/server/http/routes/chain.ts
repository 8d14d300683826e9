import { LIMITS } from '@keyward/protocol'
import type { SignedEntry } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { checkEntry, isKnown, readEntry, rowOf } from '../../membership/append.ts'
import { entryAnswer } from '../entry-answer.ts'
import type { Handler, Visitor } from '../handler.ts'
import type { Server } from '../server.ts'

/** How many bytes of entries one answer has at most, so that it is never much larger than a push. */
const MOST_BYTES = 8 * 1024 * 1024

export const getChain: Handler<'getChain'> = async (server, { query, by }) => {
  if (by.removedAt !== null) return chainUpTo(server, by, query.from ?? 0, by.removedAt)
  if (by.actor === undefined) throw new Refused('not_admitted')
  const rows = await server.store.workspaces.chain(by.workspaceId, query.from ?? 0, LIMITS.page)
  const entries: string[] = []
  let length = 0
  for (const { bytes } of rows) {
    length += bytes.length
    if (length > MOST_BYTES) break
    entries.push(textOf(bytes))
  }
  // Entries that came after the visitor was let in are in the answer already.
  const { head } = by.state
  const last = rows.at(-1)
  const end = last !== undefined && last.sequence > head.sequence ? last : head
  return { entries, head: { sequence: end.sequence, hash: textOf(end.hash) } }
}

/** For who was removed: the chain as far as the entry that says so, and nothing of what came later. */
async function chainUpTo(server: Server, by: Visitor, from: number, removedAt: number) {
  const limit = Math.max(0, Math.min(LIMITS.page, removedAt + 1 - from))
  const rows = limit === 0 ? [] : await server.store.workspaces.chain(by.workspaceId, from, limit)
  const hash = by.standing.hashes[removedAt] ?? by.state.head.hash
  return {
    entries: rows.map(({ bytes }) => textOf(bytes)),
    head: { sequence: removedAt, hash: textOf(hash) },
  }
}

export const appendEntry: Handler<'appendEntry'> = async (server, { body, by, now, once }) => {
  if (by.actor === undefined) throw new Refused('not_admitted')
  const { workspaceId, memberId, deviceId, standing } = by
  const bytes = bytesOf(body.entry, 'entry')
  const entry = readEntry(bytes, now)
  if (!by.isDeviceAdmitted && !introducesItself(entry, by)) throw new Refused('device_not_admitted')
  const row = rowOf(entry, bytes)
  if (isKnown(standing, row)) {
    // Done already, so that all that counts is the key by which the store knows the request.
    if (once.key === null) throw new Refused('chain_conflict')
    const nothing = { effects: {}, activity: [] }
    const revision = await server.store.workspaces.append({
      workspaceId,
      entry: row,
      once,
      ...nothing,
    })
    return entryAnswer(revision, row)
  }
  const invitation =
    entry.body.kind === 'member-joined'
      ? await server.store.invitations.get(entry.body.invitationId, now)
      : undefined
  const lost = body.isPutBack === true && invitation === undefined ? 'lost' : undefined
  const own = invitation?.workspaceId === workspaceId ? invitation : lost
  const asking = { memberId, deviceId, time: now }
  const checked = checkEntry(standing, entry, row, asking, own)
  const { effects, activity } = checked
  const revision = await server.store.workspaces.append({
    workspaceId,
    entry: row,
    effects,
    activity,
    once,
  })
  return entryAnswer(revision, row)
}

/** A device that is not one of the member's yet may write one thing: that it is, by the keyset. */
function introducesItself({ author, device, body }: SignedEntry, by: Visitor): boolean {
  return (
    author === by.memberId &&
    device === null &&
    body.kind === 'device-added' &&
    body.device.deviceId === by.deviceId
  )
}

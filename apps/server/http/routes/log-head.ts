import { equalBytes } from '@keyward/codec'
import { isHeadSignedBy, parseActivity, parseSignedHead, type SignedHead } from '@keyward/log'
import { Refused } from '../../auth/refused.ts'
import { bytesOf } from '../../auth/text.ts'
import type { Handler } from '../handler.ts'
import type { Server } from '../server.ts'

export const getLogHead: Handler<'getLogHead'> = async ({ heads }, { query, by }) =>
  heads.answer(await heads.of(by.workspaceId), query.logSize)

/**
 * What a device saw that this server's log does not have shows that the server was set back: what
 * must never be rewound is made anew then, once for all devices that had seen more.
 */
export const reportLogHead: Handler<'reportLogHead'> = async (server, { body, by, now }) => {
  const head = parseSignedHead(bytesOf(body.signed, 'signed'))
  const { workspaceId, memberId, deviceId } = by
  if (head.workspaceId !== workspaceId || !isHeadSignedBy(server.heads.publicKey, head)) {
    const message = 'This server did not sign this head of the log.'
    throw new Refused('object_refused', { rule: 'log.head-signature', message })
  }
  if (await isOurs(server, head)) return { isRolledBack: false }
  if ((await lastRollback(server, workspaceId)) >= head.time) return { isRolledBack: true }
  await server.onRolledBack?.(workspaceId)
  const happening = { event: 'log-rolled-back', subject: { seen: head.sequence } } as const
  await server.store.activity.append(workspaceId, [{ ...happening, memberId, deviceId, time: now }])
  return { isRolledBack: true }
}

/** Whether the log is, or begins with, the one that the head is the end of. */
async function isOurs({ store }: Server, { workspaceId, ...head }: SignedHead): Promise<boolean> {
  const { sequence } = await store.activity.head(workspaceId)
  if (head.sequence > sequence) return false
  return equalBytes(await store.activity.root(workspaceId, head.sequence), head.root)
}

/** When it was found out last, by the server's clock; before all time for never. */
async function lastRollback({ store }: Server, workspaceId: string): Promise<number> {
  let last = -1
  let from = 1
  for (;;) {
    const filter = { event: 'log-rolled-back', from, limit: 100 }
    const page = await store.activity.list(workspaceId, filter)
    const entry = page.entries.map(parseActivity).at(-1)
    if (entry === undefined) return last
    last = entry.time
    from = entry.sequence + 1
  }
}

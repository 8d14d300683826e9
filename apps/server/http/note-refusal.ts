import type { Visitor } from './handler.ts'
import type { Server } from './server.ts'

/** A name of the log: no rule that a client could have made up. */
const WORD = /^[a-z][A-Za-z0-9.-]{0,63}$/

/**
 * Logs that a rule refused a signed-in member, so seldom that nobody fills the log by it. Never
 * throws: the refusal is the answer, whether or not it could be kept.
 */
export async function noteRefusal(
  server: Server,
  by: Visitor,
  refused: { readonly action: string; readonly rule: string; readonly accountId?: string },
): Promise<void> {
  const { workspaceId, memberId, deviceId } = by
  const { action, rule, accountId = null } = refused
  if (!WORD.test(action) || !WORD.test(rule)) return
  if (!server.buckets.tryTake('refusals', `${workspaceId}/${memberId}`)) return
  const subject = { action, rule, accountId }
  const time = server.clock()
  await server.store.activity
    .append(workspaceId, [{ event: 'request-refused', subject, memberId, deviceId, time }])
    .catch((error: unknown) => {
      server.log.warn({ error: String(error) }, 'A refusal was not logged')
    })
}

/** As `noteRefusal`, of a sign-in that was not co-signed. */
export async function noteCosigningRefusal(
  server: Server,
  by: Visitor,
  refused: {
    readonly rule: string
    readonly dealId: string | null
    readonly accountId: string | null
  },
): Promise<void> {
  const { workspaceId, memberId, deviceId } = by
  if (!WORD.test(refused.rule)) return
  if (!server.buckets.tryTake('refusals', `${workspaceId}/${memberId}`)) return
  const { rule, dealId, accountId } = refused
  const subject = { rule, dealId, accountId }
  const time = server.clock()
  await server.store.activity
    .append(workspaceId, [{ event: 'co-signing-refused', subject, memberId, deviceId, time }])
    .catch((error: unknown) => {
      server.log.warn({ error: String(error) }, 'A refusal was not logged')
    })
}

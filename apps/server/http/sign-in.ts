import type { SessionGranted } from '@keyward/protocol'
import { Refused } from '../auth/refused.ts'
import { makeSession } from '../auth/session.ts'
import { METHOD_WORDS } from './methods.ts'
import type { Server } from './server.ts'
import { sessionAnswer } from './session-answer.ts'

/** Begins the session of a member who has proven to be one. @throws {StoreError} `device_key_mismatch` */
export async function beginSession(
  server: Server,
  member: { readonly workspaceId: string; readonly memberId: string; readonly methodId: string },
  by: keyof typeof METHOD_WORDS,
  device: { readonly deviceId: string; readonly name: string },
  thumbprint: string,
  now: number,
): Promise<SessionGranted> {
  const { workspaceId, memberId } = member
  const row = await server.store.members.get(workspaceId, memberId)
  if (row === undefined || row.status === 'removed')
    return refuseSignIn(server, workspaceId, `${by}.wrong`, now)
  const given = { ...member, device, thumbprint, by }
  const { session, token } = makeSession(server.random, now, given)
  const { deviceId } = device
  const subject = { method: METHOD_WORDS[by] }
  const started = await server.store.sessions.start(session, [
    { event: 'session-started', subject, memberId, deviceId, time: now },
  ])
  return sessionAnswer(started, token, await server.standings.of(workspaceId), now)
}

/**
 * Refuses a sign-in, and logs it, so seldom that nobody fills the log by it.
 *
 * @throws {Refused} `sign_in_refused`, always
 */
export async function refuseSignIn(
  server: Server,
  workspaceId: string,
  rule: string,
  now: number,
): Promise<never> {
  // Known and unknown members of a workspace are treated alike; one that is not there has no log.
  const found = await server.store.workspaces.get(workspaceId)
  if (found !== undefined && server.buckets.tryTake('refusals', workspaceId)) {
    const nobody = { memberId: null, deviceId: null, time: now }
    await server.store.activity.append(workspaceId, [
      { event: 'sign-in-refused', subject: { rule }, ...nobody },
    ])
  }
  throw new Refused('sign_in_refused')
}

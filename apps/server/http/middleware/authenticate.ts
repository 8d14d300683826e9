import type { Route } from '@keyward/protocol/routes'
import {
  type DeviceId,
  liveDevice,
  type MemberId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import type { Context, MiddlewareHandler } from 'hono'
import { Refused } from '../../auth/refused.ts'
import { isTouchDue, tokenOf, visitOf } from '../../auth/session.ts'
import { actorNow } from '../../membership/standing.ts'
import type { Known } from '../context.ts'
import type { Prover, Visitor } from '../handler.ts'
import type { SessionRow } from '../../store/ports/sessions.ts'
import type { Server } from '../server.ts'

/**
 * Finds out who asks, as far as the route needs it. The store is asked for the session and for the
 * end of the membership chain with every request, so that whoever is signed out or removed anywhere
 * is so at the next request.
 *
 * @throws {Refused} `unauthenticated`, `proof_*`, `not_admitted`, `device_not_admitted`,
 *   `rate_limited`
 */
export function authenticate(
  server: Server,
  { auth }: Pick<Route, 'auth'>,
): MiddlewareHandler<Known> {
  return async (c, next) => {
    if (auth === 'open') c.set('by', null)
    if (auth === 'proof') c.set('by', await proverOf(server, c))
    if (auth === 'session' || auth === 'member') {
      const visitor = await visitorOf(server, c)
      // Who was removed may learn it from the chain itself, and nothing else.
      if (visitor.removedAt !== null && c.get('route') !== 'getChain')
        throw new Refused('unauthenticated')
      c.set('by', visitor)
      if (auth === 'member' && visitor.actor === undefined) throw new Refused('not_admitted')
      if (auth === 'member' && !visitor.isDeviceAdmitted) throw new Refused('device_not_admitted')
    }
    await next()
  }
}

async function proverOf(server: Server, c: Context): Promise<Prover> {
  const checked = await checkProof(server, c, undefined)
  server.proofs.use(checked)
  return { thumbprint: checked.thumbprint }
}

async function visitorOf(server: Server, c: Context): Promise<Visitor> {
  const now = server.clock()
  const token = tokenOf(c.req.header('authorization'))
  const checked = await checkProof(server, c, token)
  const { sessions } = server.store
  const { session, workspace } = await visitOf(sessions, token, checked.thumbprint, now)
  server.proofs.use(checked)
  const { workspaceId, memberId, deviceId, thumbprint } = session
  server.buckets.take('member', `${workspaceId}/${memberId}`)
  const standing = await server.standings.of(workspaceId, workspace.chainEnd)
  if (standing === undefined) throw new Refused('unauthenticated')
  if (isTouchDue(session, now)) {
    // A full disk must not keep anybody from reading.
    await sessions.touch(session, now).catch((error: unknown) => {
      server.log.warn({ error: String(error) }, 'The last use of a session was not kept')
    })
  }
  const { state } = standing
  const device = liveDevice(state, memberId as MemberId, deviceId as DeviceId)
  return {
    thumbprint,
    session,
    workspace,
    workspaceId,
    memberId,
    deviceId,
    standing,
    state,
    actor: actorNow(standing, memberId),
    removedAt: removalOf(state, session),
    isDeviceAdmitted: device !== undefined,
  }
}

/**
 * The sequence of the entry that removed the member, or the device that this session was begun with
 * before; null when neither was.
 */
function removalOf(
  { formerMembers, devices }: WorkspaceState,
  { memberId, deviceId, isRemoved }: SessionRow,
): number | null {
  const former = formerMembers.get(memberId as MemberId)
  if (former !== undefined) return former.removedAt
  return isRemoved ? (devices.get(deviceId as DeviceId)?.removedAt ?? null) : null
}

/** The path of an address as it was asked for. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const end = url.slice(start).search(/[?#]/)
  return end === -1 ? url.slice(start) : url.slice(start, start + end)
}

function checkProof(server: Server, c: Context, token: string | undefined) {
  return server.proofs.check({
    proof: c.req.header('dpop'),
    method: c.req.method,
    url: server.settings.origin + pathOf(c.req.url),
    token,
  })
}

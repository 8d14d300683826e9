import { hash } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { LIFETIMES } from '@keyward/protocol'
import type {
  NewSession,
  SessionBy,
  SessionRow,
  SessionStore,
  Visit,
} from '../store/ports/sessions.ts'
import { Refused } from './refused.ts'

/** A last use is kept to the minute. */
const TOUCH_AFTER = 60_000

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The token in a header `Authorization: DPoP <token>`. @throws {Refused} `unauthenticated` */
export function tokenOf(authorization: string | undefined): string {
  const [scheme, token, ...more] = authorization?.split(' ') ?? []
  const isToken = token !== undefined && more.length === 0 && TOKEN.test(token)
  if (scheme?.toLowerCase() !== 'dpop' || !isToken) throw new Refused('unauthenticated')
  return token
}

/**
 * The session that a token stands for, with how far its workspace is. The store is asked each time, so that a session that was
 * ended anywhere has ended for the next request.
 *
 * @throws {Refused} `unauthenticated`; `proof_invalid` when the key is not the session's own
 */
export async function visitOf(
  sessions: Pick<SessionStore, 'visit'>,
  token: string,
  thumbprint: string,
  now: number,
): Promise<Visit> {
  const visit = await sessions.visit(hashToken(token), now)
  if (visit === undefined || !isLive(visit.session, now)) throw new Refused('unauthenticated')
  if (visit.session.thumbprint !== thumbprint) throw new Refused('proof_invalid')
  return visit
}

/** Whether neither the session's time nor the time without use is over. */
export function isLive(session: SessionRow, now: number): boolean {
  return now < session.expiresAt && now - session.lastUsedAt <= LIFETIMES.sessionIdle
}

/** Whether it is time to keep that the session is used. */
export function isTouchDue(session: SessionRow, now: number): boolean {
  return now - session.lastUsedAt >= TOUCH_AFTER
}

/** A new session for a device, with the token that only its device will know. */
export function makeSession(
  random: Random,
  now: number,
  given: {
    readonly workspaceId: string
    readonly memberId: string
    readonly device: { readonly deviceId: string; readonly name: string }
    readonly thumbprint: string
    readonly by: SessionBy
    readonly methodId: string | null
  },
): { readonly token: string; readonly session: NewSession } {
  const token = encodeBase64url(random(32))
  const { device, ...rest } = given
  return {
    token,
    session: {
      ...rest,
      sessionId: encodeBase64url(random(16)),
      tokenHash: hashToken(token),
      deviceId: device.deviceId,
      deviceName: device.name,
      startedAt: now,
      expiresAt: now + LIFETIMES.session,
    },
  }
}

/** What the store keeps of a token, 32 bytes. */
export function hashToken(token: string): Uint8Array {
  return hash('sha256', token, 'buffer')
}

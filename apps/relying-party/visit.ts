import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { CookieOptions } from 'hono/utils/cookie'
import { Refusal } from './errors.ts'
import type { Perch } from './perch.ts'
import type { Notice, Session } from './store/sessions.ts'
import type { User } from './store/users.ts'

/** Who is visiting, worked out once for each request. */
export type Visit = { Variables: { session: Session | undefined; user: User | undefined } }

const cookieName = 'perch_session'
const signedInFor = 30 * 24 * 60 * 60_000
const anonymousFor = 60 * 60_000

/** Where the app on the simulated phone finds the token of a session that begins. */
const tokenHeader = 'Perch-Session'

/** Finds the session of the request's cookie, or of the app's bearer token. */
export function knowVisitor(perch: Perch) {
  const { store, now } = perch
  return createMiddleware<Visit>(async (c, next) => {
    const token = isPhoneApp(perch, c) ? bearerToken(c) : getCookie(c, cookieName)
    const session = token === undefined ? undefined : store.sessions.find(token, now())
    c.set('session', session)
    c.set('user', session?.userId === undefined ? undefined : store.users.byId(session.userId))
    await next()
  })
}

/** The visitor's session; somebody who has none gets one that is not signed in. */
export function needSession(perch: Perch, c: Context<Visit>): Session {
  return c.get('session') ?? startSession(perch, c, undefined)
}

/** @throws {Refusal} `not_signed_in` */
export function needUser(c: Context<Visit>): { user: User; session: Session } {
  const user = c.get('user')
  const session = c.get('session')
  if (!user || !session) throw new Refusal('not_signed_in', 'Sign in first, then try again.')
  return { user, session }
}

/**
 * Signs the visitor in under a new session, so that a cookie planted before is worth nothing. The
 * report of the last ceremony and the ceremony settings come along.
 */
export function signIn(perch: Perch, c: Context<Visit>, user: User): Session {
  const before = c.get('session')
  const session = startSession(perch, c, user)
  if (before?.report) perch.store.sessions.setReport(session.tokenHash, before.report)
  if (before?.settings) perch.store.sessions.setSettings(session.tokenHash, before.settings)
  if (before) perch.store.sessions.end(before.tokenHash)
  return session
}

export function signOut(perch: Perch, c: Context<Visit>): void {
  const session = c.get('session')
  if (session) perch.store.sessions.end(session.tokenHash)
  c.set('session', undefined)
  c.set('user', undefined)
  if (!isPhoneApp(perch, c)) deleteCookie(c, cookieName, cookieOptions(perch))
}

/** Leaves a message for the next page. */
export function notify(perch: Perch, c: Context<Visit>, notice: Notice): void {
  perch.store.sessions.setNotice(needSession(perch, c).tokenHash, notice)
}

/** The message left for this page, which is then gone. */
export function takeNotice({ store }: Perch, c: Context<Visit>): Notice | undefined {
  const session = c.get('session')
  if (session?.notice) store.sessions.setNotice(session.tokenHash, undefined)
  return session?.notice
}

/** The network address of the other end, to count failures by. */
export function addressOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // A request that came over no connection, as in the unit tests.
    return 'unknown'
  }
}

/** The origin that the visitor sees: Perch's scheme, with the host that was asked for. */
export function originOf({ config }: Perch, c: Context): string {
  return new URL(`${new URL(config.origin).protocol}//${new URL(c.req.url).host}`).origin
}

function startSession(perch: Perch, c: Context<Visit>, user: User | undefined): Session {
  const { store, now } = perch
  const lifetime = user ? signedInFor : anonymousFor
  const token = store.sessions.start(user?.id, lifetime, now())
  if (isPhoneApp(perch, c)) c.header(tokenHeader, token)
  else {
    const cookie = { ...cookieOptions(perch), httpOnly: true, maxAge: lifetime / 1000 }
    setCookie(c, cookieName, token, cookie)
  }
  const session = store.sessions.find(token, now())
  if (!session) throw new Error('A session that was just started cannot be found')
  c.set('session', session)
  c.set('user', user)
  return session
}

/**
 * Whether the request is the app's on the simulated phone, which keeps a token instead of a cookie.
 * Pages of other sites can't send this header: they would have to ask first, and are refused.
 */
function isPhoneApp({ config }: Perch, c: Context): boolean {
  return config.simulator !== undefined && c.req.header('perch-client') === 'app'
}

function bearerToken(c: Context): string | undefined {
  return /^Bearer ([\w-]+)$/.exec(c.req.header('authorization') ?? '')?.[1]
}

/**
 * In the browser of the simulated phone Perch is a frame of another site, where only a cookie that
 * asks for a jar of its own is kept. Browsers take `Secure` from `*.localhost` without TLS.
 */
function cookieOptions({ config }: Perch): CookieOptions {
  if (config.simulator === undefined) {
    return { path: '/', sameSite: 'Lax', secure: config.origin.startsWith('https:') }
  }
  return { path: '/', sameSite: 'None', secure: true, partitioned: true }
}

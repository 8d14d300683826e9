import type { Context } from 'hono'
import { Hono } from 'hono'
import { acceptedOf } from '../ceremonies/accepted.ts'
import { beginSignIn, finishSignIn } from '../ceremonies/authentication.ts'
import type { Outcome } from '../ceremonies/outcome.ts'
import { beginRegistration, finishRegistration } from '../ceremonies/registration.ts'
import { parseAuthenticationResponse, parseRegistrationResponse } from '../ceremonies/responses.ts'
import { defaultSettings, parseSettings } from '../ceremonies/settings.ts'
import { Refusal } from '../errors.ts'
import type { Perch } from '../perch.ts'
import type { CeremonySettings } from '../store/records.ts'
import type { Session } from '../store/sessions.ts'
import { type Visit, needSession, needUser, originOf, signIn } from '../visit.ts'
import { type Fields, readJson } from './forms.ts'

/**
 * The ceremonies as JSON, for Perch's pages and for programs with a cookie jar. `…/options` gives
 * `{ options, origin }`; `…/verify` takes the credential as its `toJSON()` writes it.
 */
export function ceremonyRoutes(perch: Perch): Hono<Visit> {
  const { store, config } = perch
  const routes = new Hono<Visit>()
  routes.post('/registration/options', async (c) => {
    const { user, session } = needUser(c)
    const settings = readSettings(perch, session, await readJson(c))
    const options = await beginRegistration(perch, user, session.tokenHash, settings)
    return c.json({ options, origin: originOf(perch, c) })
  })
  routes.post('/registration/verify', async (c) => {
    const { user, session } = needUser(c)
    const response = parseRegistrationResponse(await readJson(c))
    const outcome = await finishRegistration(perch, user, session.tokenHash, response)
    store.sessions.setReport(session.tokenHash, outcome.report)
    if (!outcome.ok) return refuse(c, outcome)
    const { id, name } = outcome.value
    const next = `/settings/login/passkeys/${id}?added`
    return c.json({ verified: true, passkey: { id, name }, next }, 201)
  })
  routes.post('/authentication/options', async (c) => {
    const fields = await readJson(c)
    const username = readUsername(fields['username'])
    const session = needSession(perch, c)
    const settings = readSettings(perch, session, fields)
    const options = await beginSignIn(perch, session.tokenHash, username, settings)
    return c.json({ options, origin: originOf(perch, c) })
  })
  routes.post('/authentication/verify', async (c) => {
    const session = needSession(perch, c)
    const response = parseAuthenticationResponse(await readJson(c))
    const outcome = await finishSignIn(perch, session.tokenHash, response)
    store.sessions.setReport(session.tokenHash, outcome.report)
    if (!outcome.ok) {
      const unknown = outcome.refusal.code === 'unknown_passkey'
      const signal = { rpId: config.rpId, credentialId: response.id }
      return refuse(c, outcome, unknown ? { unknownCredential: signal } : {})
    }
    store.sessions.setReport(signIn(perch, c, outcome.value).tokenHash, outcome.report)
    const { username, displayName } = outcome.value
    const acceptedCredentials = acceptedOf(perch, outcome.value)
    return c.json({ verified: true, user: { username, displayName }, acceptedCredentials })
  })
  return routes
}

function readSettings({ store }: Perch, session: Session, fields: Fields): CeremonySettings {
  const current = session.settings ?? defaultSettings
  const settings = parseSettings(fields['settings'], current)
  if (fields['settings'] !== undefined) store.sessions.setSettings(session.tokenHash, settings)
  return settings
}

function readUsername(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const username = typeof value === 'string' ? value.trim() : ''
  if (username !== '' && username.length <= 64) return username
  throw new Refusal('invalid_request', 'A username has 1 to 64 characters; leave it out for none.')
}

function refuse<T>(c: Context, outcome: Outcome<T> & { ok: false }, more: object = {}) {
  const { code, message, status } = outcome.refusal
  return c.json({ error: { code, message }, report: '/verified', ...more }, status)
}

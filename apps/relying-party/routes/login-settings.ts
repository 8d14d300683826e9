import type { Context } from 'hono'
import { Hono } from 'hono'
import { changePassword, parseDisplayName } from '../accounts.ts'
import { Refusal } from '../errors.ts'
import { type LoginForm, loginSettingsPage } from '../pages/login-settings.ts'
import type { Perch } from '../perch.ts'
import { type Visit, addressOf, needUser, notify } from '../visit.ts'
import { readForm } from './forms.ts'
import { show } from './show.ts'

/** The page "Login and authentication" and its two forms. */
export function loginSettingsRoutes(perch: Perch): Hono<Visit> {
  const { store, now } = perch
  const routes = new Hono<Visit>()
  const page = (c: Context<Visit>, problem?: { form: LoginForm; message: string }) => {
    const { user } = needUser(c)
    const passkeys = store.passkeys.ofUser(user.id)
    return show(perch, c, loginSettingsPage({ user, passkeys, now: now(), problem }))
  }
  const refusedForm = (c: Context<Visit>, form: LoginForm, error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    c.status(error.status)
    return page(c, { form, message: error.message })
  }
  routes.get('/', (c) => page(c))
  routes.post('/name', async (c) => {
    const { user } = needUser(c)
    try {
      const displayName = parseDisplayName((await readForm(c))['displayName'])
      store.users.setDisplayName(user.id, displayName)
      const userId = Buffer.from(user.handle).toString('base64url')
      const details = { rpId: perch.config.rpId, userId, name: user.username, displayName }
      const text = `Your display name is now ${displayName}.`
      notify(perch, c, { text, signal: { kind: 'details', ...details } })
    } catch (error) {
      return refusedForm(c, 'name', error)
    }
    return c.redirect('/settings/login', 303)
  })
  routes.post('/password', async (c) => {
    const { user, session } = needUser(c)
    const { current, next } = await readForm(c)
    try {
      await changePassword(perch, user, { current, next }, addressOf(c))
    } catch (error) {
      return refusedForm(c, 'password', error)
    }
    store.sessions.endOthers(user.id, session.tokenHash)
    notify(perch, c, { text: 'Your password is changed. Other browsers are signed out.' })
    return c.redirect('/settings/login', 303)
  })
  return routes
}

import type { Context } from 'hono'
import { Hono } from 'hono'
import { parsePasskeyName } from '../accounts.ts'
import { acceptedOf } from '../ceremonies/accepted.ts'
import { defaultSettings } from '../ceremonies/settings.ts'
import { Refusal } from '../errors.ts'
import { addPasskeyPage } from '../pages/add-passkey.ts'
import { passkeyPage } from '../pages/passkey.ts'
import type { Perch } from '../perch.ts'
import { type Visit, needUser, notify, originOf } from '../visit.ts'
import { readForm } from './forms.ts'
import { show } from './show.ts'

/** Add, name, rename and delete passkeys. */
export function passkeyRoutes(perch: Perch): Hono<Visit> {
  const { store, now } = perch
  const routes = new Hono<Visit>()
  const passkeyOf = (c: Context<Visit>) => {
    const { user } = needUser(c)
    const passkey = store.passkeys.byId(c.req.param('id') ?? '')
    if (passkey?.userId === user.id) return { user, passkey }
    throw new Refusal('not_found', 'This passkey is not in your account; it may be deleted.')
  }
  routes.get('/new', (c) => {
    const { user, session } = needUser(c)
    const settings = session.settings ?? defaultSettings
    return show(perch, c, addPasskeyPage(user, settings, originOf(perch, c)))
  })
  routes.get('/:id', (c) => {
    const isNew = c.req.query('added') !== undefined
    return show(perch, c, passkeyPage({ passkey: passkeyOf(c).passkey, now: now(), isNew }))
  })
  routes.post('/:id/name', async (c) => {
    const { user, passkey } = passkeyOf(c)
    try {
      const name = parsePasskeyName((await readForm(c))['name'])
      store.passkeys.rename(user.id, passkey.id, name)
      notify(perch, c, { text: `The passkey is named ${name}.` })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      c.status(error.status)
      const problem = error.message
      return show(perch, c, passkeyPage({ passkey, now: now(), isNew: false, problem }))
    }
    return c.redirect('/settings/login', 303)
  })
  routes.post('/:id/delete', (c) => {
    const { user, passkey } = passkeyOf(c)
    store.passkeys.remove(user.id, passkey.id)
    const accepted = acceptedOf(perch, user)
    const text = `The passkey ${passkey.name} is deleted. It no longer signs in here.`
    notify(perch, c, { text, signal: { kind: 'accepted', ...accepted } })
    return c.redirect('/settings/login', 303)
  })
  return routes
}

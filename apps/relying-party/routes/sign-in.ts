import { Hono } from 'hono'
import { checkSignIn } from '../accounts.ts'
import { defaultSettings } from '../ceremonies/settings.ts'
import { Refusal } from '../errors.ts'
import { signInPage } from '../pages/sign-in.ts'
import type { Perch } from '../perch.ts'
import { type Visit, addressOf, notify, originOf, signIn, signOut } from '../visit.ts'
import { readForm, safeNext } from './forms.ts'
import { show } from './show.ts'

export function signInRoutes(perch: Perch): Hono<Visit> {
  const routes = new Hono<Visit>()
  routes.get('/sign-in', (c) => {
    const next = safeNext(c.req.query('next'))
    if (c.get('user')) return c.redirect(next, 303)
    const settings = c.get('session')?.settings ?? defaultSettings
    return show(perch, c, signInPage({ next, settings, origin: originOf(perch, c) }))
  })
  routes.post('/sign-in', async (c) => {
    const { username, password, next: wanted } = await readForm(c)
    const next = safeNext(wanted)
    try {
      signIn(perch, c, await checkSignIn(perch, username, password, addressOf(c)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      c.status(error.status)
      const settings = c.get('session')?.settings ?? defaultSettings
      const shown = { next, settings, origin: originOf(perch, c), problem: error.message }
      const name = typeof username === 'string' ? username : ''
      return show(perch, c, signInPage({ ...shown, username: name }))
    }
    return c.redirect(next, 303)
  })
  routes.post('/sign-out', (c) => {
    signOut(perch, c)
    notify(perch, c, { text: 'You are signed out.' })
    return c.redirect('/sign-in', 303)
  })
  return routes
}

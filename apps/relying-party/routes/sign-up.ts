import { Hono } from 'hono'
import { signUp } from '../accounts.ts'
import { Refusal } from '../errors.ts'
import { signUpPage } from '../pages/sign-up.ts'
import type { Perch } from '../perch.ts'
import { type Visit, notify, signIn } from '../visit.ts'
import { readForm } from './forms.ts'
import { show } from './show.ts'

export function signUpRoutes(perch: Perch): Hono<Visit> {
  const routes = new Hono<Visit>()
  routes.get('/sign-up', (c) =>
    c.get('user') ? c.redirect('/', 303) : show(perch, c, signUpPage()),
  )
  routes.post('/sign-up', async (c) => {
    const { username, password } = await readForm(c)
    try {
      signIn(perch, c, await signUp(perch, username, password))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      c.status(error.status)
      return show(perch, c, signUpPage(typeof username === 'string' ? username : '', error))
    }
    notify(perch, c, {
      text: 'Your account is ready. Add a passkey to sign in without a password.',
    })
    return c.redirect('/settings/login', 303)
  })
  return routes
}

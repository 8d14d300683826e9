import { Hono } from 'hono'
import { checkSignIn, signUp } from '../accounts.ts'
import type { Perch } from '../perch.ts'
import type { User } from '../store/users.ts'
import { type Visit, addressOf, needUser, signIn, signOut } from '../visit.ts'
import { readJson } from './forms.ts'

/** Accounts and the last report as JSON, for programs with a cookie jar. */
export function apiRoutes(perch: Perch): Hono<Visit> {
  const routes = new Hono<Visit>()
  routes.post('/sign-up', async (c) => {
    const { username, password } = await readJson(c)
    const user = await signUp(perch, username, password)
    signIn(perch, c, user)
    return c.json({ user: view(user) }, 201)
  })
  routes.post('/sign-in', async (c) => {
    const { username, password } = await readJson(c)
    const user = await checkSignIn(perch, username, password, addressOf(c))
    signIn(perch, c, user)
    return c.json({ user: view(user) })
  })
  routes.post('/sign-out', (c) => {
    signOut(perch, c)
    return c.json({ user: null })
  })
  routes.get('/session', (c) => {
    const user = c.get('user')
    return c.json({ user: user ? view(user) : null })
  })
  routes.get('/passkeys', (c) => {
    const passkeys = perch.store.passkeys.ofUser(needUser(c).user.id)
    return c.json({
      passkeys: passkeys.map(({ publicKey: _key, userId: _user, ...facts }) => facts),
    })
  })
  routes.get('/verified', (c) => c.json({ report: c.get('session')?.report ?? null }))
  return routes
}

function view({ username, displayName }: User) {
  return { username, displayName }
}

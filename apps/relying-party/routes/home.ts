import { Hono } from 'hono'
import { feedPage } from '../pages/feed.ts'
import { welcomePage } from '../pages/welcome.ts'
import type { Perch } from '../perch.ts'
import { type Visit, needUser } from '../visit.ts'
import { readForm } from './forms.ts'
import { show } from './show.ts'

const notesShown = 50
const longestNote = 280

/** The feed: read notes, post a note. */
export function homeRoutes(perch: Perch): Hono<Visit> {
  const { store, now } = perch
  const routes = new Hono<Visit>()
  const feed = (user: NonNullable<Visit['Variables']['user']>, draft?: string, problem?: string) =>
    feedPage({
      user,
      notes: store.notes.latest(notesShown),
      hasPasskey: store.passkeys.ofUser(user.id).length > 0,
      now: now(),
      draft,
      problem,
    })
  routes.get('/', (c) => {
    const user = c.get('user')
    return show(perch, c, user ? feed(user) : welcomePage())
  })
  routes.post('/notes', async (c) => {
    const { user } = needUser(c)
    const { text } = await readForm(c)
    const note = typeof text === 'string' ? text.replaceAll('\r\n', '\n').trim() : ''
    if (note.length === 0 || note.length > longestNote) {
      c.status(400)
      const problem =
        note.length === 0
          ? 'This note is empty. Write something, then post it.'
          : `This note has ${note.length} characters. Shorten it to ${longestNote}, then post it.`
      return show(perch, c, feed(user, note, problem))
    }
    store.notes.add(user.id, note, now())
    return c.redirect('/', 303)
  })
  return routes
}

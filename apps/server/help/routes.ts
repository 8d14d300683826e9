import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { askHelp, listPages, LONGEST_QUESTION } from './ask.ts'
import { readHelp } from './read-help.ts'
import { indexHelp } from './search.ts'

const MARKDOWN = { 'Content-Type': 'text/markdown; charset=utf-8', 'Cache-Control': 'no-cache' }
const PAGE = /^([a-z0-9-]+)\.md$/
const PICTURE = /\/images\/[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|webp)$/

/**
 * The help in Markdown: `/` lists the pages, `/<page>.md` is one, and `?ask=` at either answers a
 * question. Pictures come from the folder's `images`. Whatever else is asked for goes on, so that
 * the web app can show its own pages below the same address.
 *
 * @param folder read once
 */
export function helpRoutes(folder: string): Hono {
  const pages = readHelp(folder)
  const search = indexHelp(pages)
  const app = new Hono()
  const answer = (c: Context, markdown: string, at?: string): Response => {
    const question = c.req.query('ask')?.trim() ?? ''
    if (question.length > LONGEST_QUESTION)
      return c.text(`A question has at most ${LONGEST_QUESTION} characters.\n`, 400)
    const text = question === '' ? markdown : askHelp(pages, search, question, at)
    return c.body(text, 200, MARKDOWN)
  }
  app.use(etag())
  app.get('/', async (c, next) => {
    // A person who opens the address in a browser is shown the app's help.
    const isForPeople = c.req.header('accept')?.includes('text/html') === true
    return isForPeople ? next() : answer(c, listPages(pages))
  })
  app.get('/:file', async (c, next) => {
    const name = PAGE.exec(c.req.param('file'))?.[1]
    const page = pages.find((each) => each.name === name)
    return page === undefined ? next() : answer(c, page.markdown, page.name)
  })
  if (pages.length === 0) return app
  const picture = serveStatic({
    root: folder,
    rewriteRequestPath: (path) => path.slice(path.lastIndexOf('/images/')),
  })
  app.get('/images/:file', async (c, next) => {
    if (!PICTURE.test(c.req.path)) return next()
    c.header('Cache-Control', 'no-cache')
    return picture(c, next)
  })
  return app
}

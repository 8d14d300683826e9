import type { Context } from 'hono'
import { Refusal } from '../errors.ts'
import { errorPage } from '../pages/error.ts'
import type { Perch } from '../perch.ts'
import type { Visit } from '../visit.ts'
import { show } from './show.ts'

/** Every error that no route answered itself: as JSON under /api, as a page elsewhere. */
export function answerError(perch: Perch, c: Context<Visit>, error: Error) {
  if (!(error instanceof Refusal)) {
    // The cause is for whoever runs Perch; the visitor learns that it was not their doing.
    process.stderr.write(`${error.stack ?? error.message}\n`)
    return answer(perch, c, 500, 'internal', 'Perch made a mistake. Nothing was saved. Try again.')
  }
  if (error.code === 'not_signed_in' && !isApi(c)) {
    const { pathname, search } = new URL(c.req.url)
    const next = c.req.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
    return c.redirect(`/sign-in${next}`, 303)
  }
  return answer(perch, c, error.status, error.code, error.message)
}

export function answerNotFound(perch: Perch, c: Context<Visit>) {
  return answer(perch, c, 404, 'not_found', 'There is nothing at this address.')
}

function answer(
  perch: Perch,
  c: Context<Visit>,
  status: Refusal['status'] | 500,
  code: string,
  message: string,
) {
  if (isApi(c)) return c.json({ error: { code, message } }, status)
  c.status(status)
  return show(perch, c, errorPage(status, message))
}

function isApi(c: Context): boolean {
  return new URL(c.req.url).pathname.startsWith('/api/')
}

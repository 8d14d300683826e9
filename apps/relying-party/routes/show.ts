import type { Context } from 'hono'
import { type Page, layout } from '../pages/layout.ts'
import type { Perch } from '../perch.ts'
import { type Visit, takeNotice } from '../visit.ts'

/** Answers with a page, with the message that was left for it. Pages are never cached. */
export function show(perch: Perch, c: Context<Visit>, page: Page) {
  c.header('Cache-Control', 'no-store')
  return c.html(layout(page, c.get('user'), takeNotice(perch, c), perch.config.simulator))
}

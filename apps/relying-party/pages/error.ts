import { html } from 'hono/html'
import type { Page } from './layout.ts'

export function errorPage(status: number, message: string): Page {
  const title = status === 404 ? 'Nothing here' : 'That did not work'
  return {
    title,
    width: 'narrow',
    main: html`<section class="card">
      <h1>${title}</h1>
      <p>${message}</p>
      <p class="actions"><a class="button" href="/">Go to the notes</a></p>
    </section>`,
  }
}

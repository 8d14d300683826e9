import { html } from 'hono/html'
import type { Page } from './layout.ts'
import { icon } from './parts.ts'

/** For people who are not signed in. */
export function welcomePage(): Page {
  return {
    title: 'Short notes from your team’s perch',
    width: 'wide',
    main: html`<section class="hero">
      <div>
        <h1>Short notes from your team’s perch</h1>
        <p class="lead">
          A quiet place to say what you see from up there. One line is enough. Sign in with a
          passkey and be back in a second.
        </p>
        <p class="actions">
          <a class="button" href="/sign-up">Sign up</a>
          <a class="button quiet" href="/sign-in">Sign in</a>
        </p>
      </div>
      <div class="hero-picture">${icon('perch')}</div>
    </section>`,
  }
}

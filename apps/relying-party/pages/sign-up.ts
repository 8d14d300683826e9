import { html } from 'hono/html'
import type { Refusal } from '../errors.ts'
import type { Page } from './layout.ts'
import { problemBox, usernameField } from './parts.ts'

/** @param username what was typed before, when the form comes back with a problem */
export function signUpPage(username = '', refusal?: Refusal): Page {
  const problem = refusal?.message
  return {
    title: 'Sign up',
    width: 'narrow',
    main: html`<section class="card">
      <h1>Sign up</h1>
      <p class="lead">A username and a password to begin with; passkeys come next.</p>
      ${problemBox(problem)}
      <form class="stack" method="post" action="/sign-up">
        ${usernameField(username, 'username', problem)}
        <div class="field">
          <label for="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            autocomplete="new-password"
            minlength="8"
            maxlength="256"
            aria-describedby="password-hint"
            required
          />
          <p class="hint" id="password-hint">At least 8 characters.</p>
        </div>
        <button type="submit">Sign up</button>
      </form>
      <p class="aside">Have an account? <a href="/sign-in">Sign in</a></p>
    </section>`,
  }
}

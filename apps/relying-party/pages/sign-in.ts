import { html } from 'hono/html'
import type { CeremonySettings } from '../store/records.ts'
import { commandLinePanel } from './command-line-panel.ts'
import type { Page } from './layout.ts'
import { type Html, icon, liveRegions, problemBox, usernameField } from './parts.ts'
import { settingsPanel } from './settings-panel.ts'

type SignIn = {
  /** Where to go afterwards: a path of Perch's own. */
  next: string
  settings: CeremonySettings
  origin: string
  username?: string
  problem?: string
}

/** With a passkey alone, with a username and a passkey, or with a username and a password. */
export function signInPage({ next, settings, origin, username, problem }: SignIn): Page {
  return {
    title: 'Sign in',
    width: 'narrow',
    scripts: ['sign-in.js', 'command-line.js'],
    main: html`<section class="card" data-sign-in data-next="${next}">
        <h1>Sign in</h1>
        ${liveRegions()}
        <button type="button" class="full" data-passkey disabled>
          ${icon('key')}Sign in with a passkey
        </button>
        <p class="or"><span>or with your username</span></p>
        ${problemBox(problem)} ${usernameForm(next, username ?? '', problem)}
        <p class="aside">New here? <a href="/sign-up">Sign up</a></p>
      </section>
      ${settingsPanel('sign-in', settings)} ${commandLinePanel('sign-in', origin)}`,
  }
}

function usernameForm(next: string, username: string, problem: string | undefined): Html {
  return html`<form class="stack" method="post" action="/sign-in">
    <input type="hidden" name="next" value="${next}" />
    ${usernameField(username, 'username webauthn', problem)}
    <div class="field">
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
    </div>
    <div class="actions even">
      <button type="submit" class="quiet">Use password</button>
      <button type="button" class="quiet" data-username-passkey disabled>Use passkey</button>
    </div>
  </form>`
}

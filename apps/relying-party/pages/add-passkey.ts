import { html } from 'hono/html'
import type { CeremonySettings } from '../store/records.ts'
import type { User } from '../store/users.ts'
import { commandLinePanel } from './command-line-panel.ts'
import type { Page } from './layout.ts'
import { icon, liveRegions } from './parts.ts'
import { settingsPanel } from './settings-panel.ts'

export function addPasskeyPage(user: User, settings: CeremonySettings, origin: string): Page {
  return {
    title: 'Add a passkey',
    width: 'narrow',
    scripts: ['add-passkey.js', 'command-line.js'],
    main: html`<p class="back">
        <a href="/settings/login">${icon('back')}Login and authentication</a>
      </p>
      <section class="card" data-add-passkey>
        <h1>Add a passkey</h1>
        <p class="lead">
          Your passkey manager makes a passkey for <strong>@${user.username}</strong>. With it, you
          sign in with your face, finger or screen lock instead of a password.
        </p>
        ${liveRegions()}
        <button type="button" class="full" data-create disabled>
          ${icon('key')}Create a passkey
        </button>
      </section>
      ${settingsPanel('registration', settings)} ${commandLinePanel('registration', origin)}`,
  }
}

import { html } from 'hono/html'
import type { Passkey } from '../store/passkeys.ts'
import type { User } from '../store/users.ts'
import type { Page } from './layout.ts'
import { type Html, icon, invalid, problemBox } from './parts.ts'
import { backupWords } from './passkey.ts'
import { timeAgo } from './time.ts'

export type LoginForm = 'name' | 'password'

type LoginSettings = {
  user: User
  passkeys: Passkey[]
  now: number
  problem?: { form: LoginForm; message: string } | undefined
}

/** The page "Login and authentication": passkeys, display name, password. */
export function loginSettingsPage({ user, passkeys, now, problem }: LoginSettings): Page {
  const of = (form: LoginForm) => (problem?.form === form ? problem.message : undefined)
  return {
    title: 'Login and authentication',
    main: html`<h1>Login and authentication</h1>
      <section class="card" aria-labelledby="passkeys">
        <div class="card-head">
          <h2 id="passkeys">Passkeys</h2>
          ${passkeys.length > 0 ? addButton() : ''}
        </div>
        ${
          passkeys.length === 0
            ? emptyList()
            : html`<ul class="rows">
                ${passkeys.map((each) => passkeyRow(each, now))}
              </ul>`
        }
      </section>
      <div class="pair">${nameCard(user, of('name'))} ${passwordCard(user, of('password'))}</div>`,
  }
}

function addButton(): Html {
  return html`<a class="button" href="/settings/login/passkeys/new">Add a passkey</a>`
}

function emptyList(): Html {
  return html`<div class="empty">
    ${icon('key')}
    <p>No passkeys yet. Add one to sign in without a password.</p>
    ${addButton()}
  </div>`
}

function passkeyRow(passkey: Passkey, now: number): Html {
  const { id, name, createdAt, lastUsedAt, transports } = passkey
  const page = `/settings/login/passkeys/${id}`
  return html`<li class="row">
    <span class="row-icon">${icon('key')}</span>
    <div class="row-body">
      <h3>${name}</h3>
      <p>
        <span>Added ${timeAgo(createdAt, now)}</span>
        <span>${lastUsedAt ? html`Last used ${timeAgo(lastUsedAt, now)}` : 'Never used'}</span>
      </p>
      <p>
        <span class="with-icon">
          ${icon(passkey.backupEligible ? 'cloud' : 'device')}${backupWords(passkey)}
        </span>
        <span>${transports.join(', ') || 'No transports given'}</span>
      </p>
    </div>
    <div class="row-actions">
      <a class="button quiet small" href="${page}" aria-label="Rename ${name}">Rename</a>
      <a class="button quiet small" href="${page}#delete" aria-label="Delete ${name}">Delete</a>
    </div>
  </li>`
}

function nameCard(user: User, problem: string | undefined): Html {
  return html`<section class="card" id="name" aria-labelledby="name-title">
    <h2 id="name-title">Display name</h2>
    ${problemBox(problem, 'name-problem')}
    <form class="stack" method="post" action="/settings/login/name">
      <div class="field">
        <label for="display-name">Name on your notes</label>
        <input
          id="display-name"
          name="displayName"
          value="${user.displayName}"
          maxlength="64"
          autocomplete="nickname"
          required
          ${invalid(problem, 'name-problem')}
        />
      </div>
      <button type="submit" class="quiet">Save name</button>
    </form>
  </section>`
}

function passwordCard(user: User, problem: string | undefined): Html {
  return html`<section class="card" id="password" aria-labelledby="password-title">
    <h2 id="password-title">Password</h2>
    ${problemBox(problem, 'password-problem')}
    <form class="stack" method="post" action="/settings/login/password">
      <input
        class="hidden-label"
        name="username"
        value="${user.username}"
        autocomplete="username"
        aria-label="Username"
        tabindex="-1"
        readonly
      />
      <div class="field">
        <label for="current">Current password</label>
        <input
          id="current"
          name="current"
          type="password"
          autocomplete="current-password"
          required
          ${invalid(problem, 'password-problem')}
        />
      </div>
      <div class="field">
        <label for="next">New password</label>
        <input
          id="next"
          name="next"
          type="password"
          autocomplete="new-password"
          minlength="8"
          maxlength="256"
          aria-describedby="next-hint"
          required
        />
        <p class="hint" id="next-hint">At least 8 characters.</p>
      </div>
      <button type="submit" class="quiet">Change password</button>
    </form>
  </section>`
}

import { html } from 'hono/html'
import type { Notice } from '../store/sessions.ts'
import type { User } from '../store/users.ts'
import { type Html, avatar, icon } from './parts.ts'

/** One page: its own content, to be put between the bar and the foot. */
export type Page = {
  title: string
  main: Html
  /** Modules in public/ that the page runs. */
  scripts?: string[]
  /** A column for forms and reading, or the whole width. */
  width?: 'narrow' | 'normal' | 'wide'
}

/** A whole HTML document around a page; `simulator` is the phone that may show it in its browser. */
export function layout(
  page: Page,
  user: User | undefined,
  notice: Notice | undefined,
  simulator: string | undefined,
): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · Perch</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/perch.css" />
        <link rel="stylesheet" href="/controls.css" />
        <link rel="stylesheet" href="/parts.css" />
        <link rel="stylesheet" href="/lists.css" />
        <link rel="stylesheet" href="/report.css" />
        ${simulator === undefined ? '' : phoneBrowser(simulator)}
        ${scripts(page.scripts ?? [], user, notice)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${bar(user)}
        <main id="main" class="column ${page.width ?? 'normal'}">
          ${notice && noticeBox(notice)} ${page.main}
        </main>
        <footer class="foot">
          <p class="column">Perch, a small app to try passkeys with.</p>
          <nav class="column" aria-label="For developers">
            <a href="/verified">What Perch verified</a>
          </nav>
        </footer>
      </body>
    </html>`
}

/** Before all other modules, so that they find the phone's passkeys instead of the browser's. */
function phoneBrowser(simulator: string): Html {
  return html`<meta name="perch-simulator" content="${simulator}" />
    <script src="/phone-browser.js" type="module"></script>`
}

function scripts(own: string[], user: User | undefined, notice: Notice | undefined): Html[] {
  const names = [...own, ...(user ? ['menu.js'] : []), ...(notice?.signal ? ['signals.js'] : [])]
  const vendor = own.length > 0 ? ['vendor/simplewebauthn-browser.js'] : []
  return [
    ...vendor.map((name) => html`<script src="/${name}" defer></script>`),
    ...names.map((name) => html`<script src="/${name}" type="module"></script>`),
  ]
}

function bar(user: User | undefined): Html {
  return html`<header class="bar">
    <div class="column wide">
      <a class="brand" href="/">${icon('perch', 'mark')}<span>Perch</span></a>
      ${
        user
          ? accountMenu(user)
          : html`<nav aria-label="Account">
              <a class="button quiet" href="/sign-in">Sign in</a>
              <a class="button" href="/sign-up">Sign up</a>
            </nav>`
      }
    </div>
  </header>`
}

function accountMenu(user: User): Html {
  return html`<details class="menu" data-menu>
    <summary aria-label="Account menu of ${user.displayName}">
      ${avatar(user)}<span class="menu-name">${user.displayName}</span>${icon('down')}
    </summary>
    <div class="menu-list">
      <p class="menu-who"><strong>${user.displayName}</strong><br />@${user.username}</p>
      <a href="/settings/login">${icon('key')}Login and authentication</a>
      <a href="/verified">${icon('check')}What Perch verified</a>
      <form method="post" action="/sign-out">
        <button type="submit">${icon('out')}Sign out</button>
      </form>
    </div>
  </details>`
}

function noticeBox({ text, signal }: Notice): Html {
  const data = signal ? html`data-signal="${JSON.stringify(signal)}"` : ''
  return html`<p class="notice good" role="status" ${data}>${icon('check')}<span>${text}</span></p>`
}

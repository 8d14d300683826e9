import { html } from 'hono/html'
import { type Html, icon } from './parts.ts'

/** Perch as an app of its own on the simulated phone, in the manner of its platform. */
export function phoneAppPage(platform: 'ios' | 'android', simulator: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="perch-simulator" content="${simulator}" />
        <title>Perch</title>
        <link rel="stylesheet" href="/perch.css" />
        <link rel="stylesheet" href="/controls.css" />
        <link rel="stylesheet" href="/parts.css" />
        <link rel="stylesheet" href="/phone-app.css" />
        <script src="/phone-app.js" type="module"></script>
      </head>
      <body class="phone-app ${platform}" data-platform="${platform}">
        <header class="app-head">
          <h1>${icon('perch', 'mark')}<span>Perch</span></h1>
        </header>
        <main class="app-main">
          <p class="notice" role="status" data-result hidden></p>
          ${signedOut()} ${signedIn()}
        </main>
      </body>
    </html>`
}

function signedOut(): Html {
  return html`<section data-signed-out aria-labelledby="welcome" hidden>
    <h2 id="welcome">Short notes from your team’s perch</h2>
    <button type="button" class="full" data-sign-in disabled>
      ${icon('key')}Sign in with a passkey
    </button>
    <form class="stack card" data-password-form>
      <h3>With a password</h3>
      <div class="field">
        <label for="username">Username</label>
        <input
          id="username"
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          maxlength="64"
          required
        />
      </div>
      <div class="field">
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          minlength="8"
          maxlength="256"
          required
        />
      </div>
      <div class="actions even">
        <button type="submit" class="quiet">Sign in</button>
        <button type="button" class="quiet" data-sign-up disabled>Sign up</button>
      </div>
    </form>
  </section>`
}

function signedIn(): Html {
  return html`<section data-signed-in aria-labelledby="who" hidden>
    <h2 id="who">Signed in as <span data-username></span></h2>
    <button type="button" class="full" data-add disabled>${icon('key')}Add a passkey</button>
    <div class="card">
      <h3>Your passkeys</h3>
      <ul class="app-passkeys" data-passkeys></ul>
    </div>
    <button type="button" class="quiet full" data-sign-out disabled>Sign out</button>
  </section>`
}

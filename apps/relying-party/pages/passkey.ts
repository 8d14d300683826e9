import { html } from 'hono/html'
import { providerName } from '../ceremonies/aaguids.ts'
import { algorithmNames } from '../ceremonies/settings.ts'
import type { Passkey } from '../store/passkeys.ts'
import type { Page } from './layout.ts'
import { type Html, icon, invalid, problemBox } from './parts.ts'
import { timeAgo } from './time.ts'

type PasskeyPage = {
  passkey: Passkey
  now: number
  /** Just made: naming it is the one thing to do. */
  isNew: boolean
  problem?: string
}

/** One passkey: its name, its facts, and a way to delete it. */
export function passkeyPage({ passkey, now, isNew, problem }: PasskeyPage): Page {
  return {
    title: isNew ? 'Passkey added' : passkey.name,
    width: 'narrow',
    main: html`<p class="back">
        <a href="/settings/login">${icon('back')}Login and authentication</a>
      </p>
      <section class="card">
        <h1>${isNew ? 'Passkey added' : passkey.name}</h1>
        ${
          isNew
            ? html`<p class="lead">
                It is ready to sign in. Give it a name that tells you where it is kept.
              </p>`
            : ''
        }
        ${problemBox(problem)}
        <form class="stack" method="post" action="/settings/login/passkeys/${passkey.id}/name">
          <div class="field">
            <label for="name">Name</label>
            <input
              id="name"
              name="name"
              value="${passkey.name}"
              maxlength="64"
              autocomplete="off"
              required
              ${invalid(problem)}
            />
          </div>
          <div class="actions">
            <button type="submit">Save name</button>
            ${isNew ? html`<a class="button quiet" href="/verified">What Perch verified</a>` : ''}
          </div>
        </form>
      </section>
      ${facts(passkey, now)} ${isNew ? '' : deletion(passkey)}`,
  }
}

/** Whether copies of a passkey exist or may exist (WebAuthn Level 3, §6.1.3). */
export function backupWords(passkey: Passkey): string {
  if (!passkey.backupEligible) return 'Only on one device'
  return passkey.backedUp ? 'Synced' : 'Can be synced, is not yet'
}

function facts(passkey: Passkey, now: number): Html {
  const provider = providerName(passkey.aaguid)
  const { createdAt, lastUsedAt, transports } = passkey
  return html`<section class="card" aria-labelledby="facts">
    <h2 id="facts">About this passkey</h2>
    <dl class="facts">
      <div>
        <dt>Added</dt>
        <dd>${timeAgo(createdAt, now)}</dd>
      </div>
      <div>
        <dt>Last used</dt>
        <dd>${lastUsedAt ? timeAgo(lastUsedAt, now) : 'Never'}</dd>
      </div>
      <div>
        <dt>Kept by</dt>
        <dd>${provider ?? 'A provider that Perch does not know'}</dd>
      </div>
      <div>
        <dt>Copies</dt>
        <dd>${backupWords(passkey)}</dd>
      </div>
      <div>
        <dt>Transports</dt>
        <dd>${transports.join(', ') || 'None given'}</dd>
      </div>
      <div>
        <dt>Algorithm</dt>
        <dd>${algorithmNames[passkey.algorithm] ?? passkey.algorithm}</dd>
      </div>
      <div>
        <dt>Credential ID</dt>
        <dd><code>${passkey.id}</code></dd>
      </div>
    </dl>
  </section>`
}

function deletion({ id, name }: Passkey): Html {
  return html`<section class="card" id="delete" aria-labelledby="delete-title">
    <h2 id="delete-title">Delete this passkey</h2>
    <p>
      ${name} will no longer sign in to Perch. Your passkey manager is told, where the browser can;
      else delete it there too. Your password and other passkeys keep working.
    </p>
    <form method="post" action="/settings/login/passkeys/${id}/delete">
      <button type="submit" class="danger">Delete passkey</button>
    </form>
  </section>`
}

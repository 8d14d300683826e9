import { html } from 'hono/html'
import type { Note } from '../store/notes.ts'
import type { User } from '../store/users.ts'
import type { Page } from './layout.ts'
import { type Html, avatar, icon, invalid, problemBox } from './parts.ts'
import { timeAgo } from './time.ts'

type Feed = {
  user: User
  notes: Note[]
  hasPasskey: boolean
  now: number
  draft?: string | undefined
  problem?: string | undefined
}

/** A field for a new note above the newest notes of everybody. */
export function feedPage({ user, notes, hasPasskey, now, draft, problem }: Feed): Page {
  return {
    title: 'Notes',
    main: html`<h1>Notes</h1>
      ${hasPasskey ? '' : passkeyInvitation()}
      <form class="card composer" method="post" action="/notes">
        ${avatar(user)}
        <div class="composer-body">
          ${problemBox(problem)}
          <label class="hidden-label" for="note">New note</label>
          <textarea
            id="note"
            name="text"
            rows="2"
            maxlength="280"
            required
            placeholder="What do you see from your perch?"
            ${invalid(problem)}
          >
${draft ?? ''}</textarea>
          <button type="submit">Post note</button>
        </div>
      </form>
      ${
        notes.length === 0
          ? html`<p class="empty">${icon('perch')}No notes yet. Post the first one above.</p>`
          : html`<ol class="notes">
              ${notes.map((note) => noteItem(note, now))}
            </ol>`
      }`,
  }
}

function noteItem(note: Note, now: number): Html {
  return html`<li class="note">
    ${avatar(note)}
    <div>
      <p class="note-by">
        <strong>${note.displayName}</strong>
        <span>@${note.username}</span> <span>${timeAgo(note.createdAt, now)}</span>
      </p>
      <p class="note-text">${note.text}</p>
    </div>
  </li>`
}

function passkeyInvitation(): Html {
  return html`<aside class="invitation" aria-label="Passkeys">
    ${icon('key')}
    <p>Sign in without a password next time.</p>
    <a class="button quiet" href="/settings/login/passkeys/new">Add a passkey</a>
  </aside>`
}

import { html } from 'hono/html'
import { answerCommand, curlCommands } from '../command-line.ts'
import type { CeremonyKind } from '../store/records.ts'
import { type Html, liveRegions } from './parts.ts'

/** A ceremony by hand: the request to copy, the command that answers it, a field for the answer. */
export function commandLinePanel(kind: CeremonyKind, origin: string): Html {
  const verb = kind === 'registration' ? 'create' : 'get'
  return html`<details class="panel" data-command-line="${kind}">
    <summary>Use the command line instead</summary>
    <p>
      ${
        kind === 'registration'
          ? 'Make a passkey in a file, without any passkey manager.'
          : 'Sign in with a passkey from a file. With a username in the form above, the request is for that account.'
      }
    </p>
    <ol class="steps">
      <li>
        <p>Make a request and save it as <code>request.json</code>.</p>
        <button type="button" class="quiet" data-prepare disabled>Make a request</button>
        <div class="field" data-request-field hidden>
          <label for="request">Request</label>
          <textarea id="request" class="code" rows="6" readonly spellcheck="false"></textarea>
          <button type="button" class="quiet small" data-copy="request" disabled>
            Copy the request
          </button>
        </div>
        ${liveRegions()}
      </li>
      <li>
        <p>Answer it:</p>
        <pre><code id="command">${answerCommand(verb)}</code></pre>
        <button type="button" class="quiet small" data-copy="command" disabled>
          Copy the command
        </button>
        ${liveRegions()}
      </li>
      <li>
        <div class="field">
          <label for="answer">Paste what it printed</label>
          <textarea id="answer" class="code" rows="4" spellcheck="false"></textarea>
        </div>
        <button type="button" data-send disabled>Send the answer</button>
        ${liveRegions()}
      </li>
    </ol>
    <p>Or all of it from a shell, with curl:</p>
    <pre><code>${curlCommands(verb, origin)}</code></pre>
  </details>`
}

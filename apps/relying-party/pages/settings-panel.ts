import { html } from 'hono/html'
import { algorithmNames, attestations, userVerifications } from '../ceremonies/settings.ts'
import type { CeremonyKind, CeremonySettings } from '../store/records.ts'
import type { Html } from './parts.ts'

const places = ['First algorithm', 'Second algorithm', 'Third algorithm']

/** What developers may change about the next ceremony; Perch remembers it for the session. */
export function settingsPanel(kind: CeremonyKind, settings: CeremonySettings): Html {
  const registering = kind === 'registration'
  return html`<details class="panel">
    <summary>Ceremony settings</summary>
    <form class="grid" data-settings>
      ${registering ? places.map((label, place) => algorithmField(label, place, settings)) : ''}
      ${choice(
        'userVerification',
        'User verification',
        userVerifications,
        settings.userVerification,
      )}
      ${registering ? choice('attestation', 'Attestation', attestations, settings.attestation) : ''}
      <div class="field check">
        <input type="checkbox" id="prf" name="prf" ${settings.prf ? html`checked` : ''} />
        <label for="prf">Ask for <code>prf</code></label>
      </div>
    </form>
    <p class="hint">
      For people who build passkey managers and apps. Used from the next request on.
    </p>
  </details>`
}

function algorithmField(label: string, place: number, { algorithms }: CeremonySettings): Html {
  const id = `algorithm-${place}`
  const chosen = algorithms[place]
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <select id="${id}" name="algorithms">
      ${place === 0 ? '' : html`<option value="">None</option>`}
      ${['-7', '-8', '-257'].map((value) =>
        option(value, algorithmNames[Number(value)] ?? value, chosen === Number(value)),
      )}
    </select>
  </div>`
}

function choice(name: string, label: string, values: readonly string[], chosen: string): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${values.map((value) => option(value, value, value === chosen))}
    </select>
  </div>`
}

function option(value: string, label: string, selected: boolean): Html {
  return html`<option value="${value}" ${selected ? html`selected` : ''}>${label}</option>`
}

import { html } from 'hono/html'
import { providerName } from '../ceremonies/aaguids.ts'
import type { CeremonyReport } from '../store/records.ts'
import { algorithmNames } from '../ceremonies/settings.ts'
import type { Page } from './layout.ts'
import { type Html, icon } from './parts.ts'
import { exactTime } from './time.ts'

/** The page "What Perch verified": this session's last ceremony, for people who build apps. */
export function verifiedPage(report: CeremonyReport | undefined, signedIn: boolean): Page {
  return {
    title: 'What Perch verified',
    main: html`<h1>What Perch verified</h1>
      ${report ? reportSections(report) : emptyReport(signedIn)}`,
  }
}

function emptyReport(signedIn: boolean): Html {
  return html`<section class="card empty">
    ${icon('check')}
    <p>No ceremony in this session yet. Use a passkey, and everything about it appears here.</p>
    ${
      signedIn
        ? html`<a class="button" href="/settings/login/passkeys/new">Add a passkey</a>`
        : html`<a class="button" href="/sign-in">Sign in</a>`
    }
  </section>`
}

function reportSections(report: CeremonyReport): Html[] {
  return [
    verdict(report),
    flagSection(report),
    passkeySection(report),
    ceremonySection(report),
    raw(report),
  ]
}

function verdict({ kind, refusal, at }: CeremonyReport): Html {
  const what = kind === 'registration' ? 'Registration' : 'Sign-in'
  const ok = refusal === undefined
  return html`<section class="verdict ${ok ? 'good' : 'bad'}" aria-label="Result">
    ${icon(ok ? 'check' : 'cross')}
    <div>
      <p class="verdict-title">${what} ${ok ? 'verified' : 'refused'}</p>
      ${ok ? '' : html`<p>${refusal}</p>`}
      <p class="quiet-text">${exactTime(at)}</p>
    </div>
  </section>`
}

const flagMeanings = {
  UP: ['User present', 'Somebody was there and agreed.'],
  UV: ['User verified', 'The authenticator checked who it was, by biometrics, PIN or the like.'],
  BE: ['Backup eligible', 'The passkey may be copied to other devices.'],
  BS: ['Backed up', 'A copy exists at the moment.'],
  AT: ['Attested credential data', 'A public key is included, as every registration has it.'],
  ED: ['Extension data', 'The authenticator answered an extension.'],
} as const

function flagSection({ flags }: CeremonyReport): Html {
  const names = Object.keys(flagMeanings) as (keyof typeof flagMeanings)[]
  const rows = names.map((name) => {
    const [title, meaning] = flagMeanings[name]
    const value = flags === undefined ? 'unreadable' : flags[name] ? 'set' : 'not set'
    return html`<tr class="${flags?.[name] ? 'on' : 'off'}">
      <th scope="row"><code>${name}</code> ${title}</th>
      <td class="flag">${icon(flags?.[name] ? 'check' : 'cross')}${value}</td>
      <td class="quiet-text">${meaning}</td>
    </tr>`
  })
  return html`<section class="card" aria-labelledby="flags">
    <h2 id="flags">Flags</h2>
    <table class="flags">
      <thead class="hidden-label">
        <tr>
          <th scope="col">Flag</th>
          <th scope="col">Value</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`
}

function passkeySection(report: CeremonyReport): Html {
  const { aaguid, algorithm, transports } = report
  const name = aaguid === undefined ? undefined : providerName(aaguid)
  const known = algorithm === undefined ? undefined : algorithmNames[algorithm]
  const registered = html`
    ${fact('AAGUID', aaguid, name ?? (aaguid && 'Not in Perch’s list'))}
    ${fact('Algorithm', algorithm, known)}
    ${fact('Transports', transports && (transports.join(', ') || 'none given'))}
    ${fact('Attestation format', report.attestationFormat)}
  `
  const signingIn = report.kind === 'sign-in'
  return html`<section class="card" aria-labelledby="the-passkey">
    <h2 id="the-passkey">Passkey</h2>
    <dl class="facts">
      ${fact('Credential ID', report.credentialId)} ${fact('Sign count', report.signCount)}
      ${signingIn ? '' : registered}
    </dl>
    ${
      signingIn
        ? html`<h3>From its registration</h3>
            <dl class="facts">${registered}</dl>`
        : ''
    }
  </section>`
}

function ceremonySection(report: CeremonyReport): Html {
  const { flags, kind, clientExtensions, authenticatorExtensions } = report
  return html`<section class="card" aria-labelledby="the-ceremony">
    <h2 id="the-ceremony">Ceremony</h2>
    <dl class="facts">
      ${fact('Origin', report.origin)} ${fact('RP ID', report.rpId)}
      ${fact('User verified', flags && (flags.UV ? 'yes' : 'no'))}
      ${fact('Authenticator attachment', report.authenticatorAttachment)}
      ${kind === 'sign-in' ? fact('User handle', report.userHandle) : ''}
      ${fact('Extension results', JSON.stringify(clientExtensions))}
      ${
        authenticatorExtensions === undefined
          ? ''
          : fact('Authenticator extension outputs', JSON.stringify(authenticatorExtensions))
      }
    </dl>
  </section>`
}

function fact(name: string, value: string | number | undefined, words?: string): Html {
  const shown = value === undefined ? 'not given' : html`<code>${value}</code>`
  return html`<div>
    <dt>${name}</dt>
    <dd>${words ? html`${words} ` : ''}${shown}</dd>
  </div>`
}

function raw(report: CeremonyReport): Html {
  return html`<details class="panel">
    <summary>Raw JSON</summary>
    <pre><code>${JSON.stringify(report, null, 2)}</code></pre>
  </details>`
}

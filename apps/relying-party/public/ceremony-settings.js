import { find } from './progress.js'

/** The choices under "Ceremony settings" as the server takes them. */
export function readSettings() {
  const form = find(document, '[data-settings]')
  if (!(form instanceof HTMLFormElement)) throw new Error('The ceremony settings are not a form')
  const data = new FormData(form)
  const algorithms = data.getAll('algorithms').filter((value) => value !== '')
  return {
    userVerification: data.get('userVerification'),
    prf: data.has('prf'),
    ...(algorithms.length > 0 ? { algorithms: algorithms.map(Number) } : {}),
    ...(data.has('attestation') ? { attestation: data.get('attestation') } : {}),
  }
}

/**
 * @typedef {object} Refusal
 * @property {{ code: string, message: string }} error
 * @property {string} [report] where to see what Perch verified
 * @property {UnknownCredentialOptions} [unknownCredential] what to tell the passkey manager
 */

/** Perch refused, and says why; `answer` is everything that it said. */
export class Refused extends Error {
  /** @param {Refusal} answer */
  constructor(answer) {
    super(answer.error.message)
    this.name = 'Refused'
    this.answer = answer
  }
}

/**
 * Sends JSON to one of Perch's own addresses.
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>} the answer, when it is a good one
 * @throws {Refused}
 */
export async function post(path, body) {
  const headers = { 'Content-Type': 'application/json' }
  const sent = { method: 'POST', headers, body: JSON.stringify(body) }
  const response = await fetch(path, sent).catch(() => undefined)
  if (path.endsWith('/verify')) document.dispatchEvent(new Event('perch:verified'))
  const answer = await response?.json().catch(() => undefined)
  if (response?.ok && answer) return answer
  if (answer?.error) throw new Refused(answer)
  throw new Error(
    'Perch cannot be reached, so nothing was done. Check the connection and try again.',
  )
}

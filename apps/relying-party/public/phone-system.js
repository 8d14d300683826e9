/** How Perch talks with the simulated phone that frames it; where there is none, nothing is said. */

/** The phone's origin, as Perch's server wrote it into the page; empty where there is none. */
const phone = document.querySelector('meta[name="perch-simulator"]')?.getAttribute('content') ?? ''

export const isOnPhone = phone !== '' && window.parent !== window

/** The phone gave no passkey. The name says why, as its platform or browser names it. */
export class SystemRefusal extends Error {
  /** @param {{ name: string, message: string }} error */
  constructor({ name, message }) {
    super(message)
    this.name = name
  }
}

/** @type {Map<string, { resolve: (response: any) => void, reject: (error: SystemRefusal) => void }>} */
const waiting = new Map()

/**
 * Asks the phone's system for a passkey.
 * @param {'create' | 'get'} kind
 * @param {object} options as JSON
 * @param {AbortSignal} [signal] takes the request back
 * @returns {Promise<any>} a RegistrationResponseJSON or AuthenticationResponseJSON
 * @throws {SystemRefusal}
 */
export function askSystem(kind, options, signal) {
  const id = crypto.randomUUID()
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', () => {
      waiting.delete(id)
      send({ id, kind: 'cancel' })
      reject(signal.reason)
    })
    waiting.set(id, { resolve, reject })
    send({ id, kind, options })
  })
}

/**
 * Shows the phone's side panel what Perch verified.
 * @param {object} report
 */
export function tellReport(report) {
  send({ id: crypto.randomUUID(), kind: 'verified', report })
}

/** @param {object} message */
function send(message) {
  if (isOnPhone) window.parent.postMessage({ perch: 'system', v: 1, ...message }, phone)
}

if (isOnPhone) {
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || origin !== phone || data?.perch !== 'system') return
    const asked = waiting.get(data.id)
    if (!asked) return
    waiting.delete(data.id)
    if (data.ok === true) asked.resolve(data.response)
    else asked.reject(new SystemRefusal(data.error))
  })
}

import { SystemRefusal, askSystem, isOnPhone, tellReport } from './phone-system.js'

/**
 * For development alone: inside the simulated phone's browser, `navigator.credentials` asks the
 * phone's system. Served only where a simulator is configured, and idle outside its frame.
 */

const lastReport = 'perch-last-report'

/** @param {BufferSource} source */
function encode(source) {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @param {string} text */
function decode(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (character) => character.charCodeAt(0)).buffer
}

/**
 * Options as JSON: every run of bytes in them becomes base64url.
 * @param {unknown} value
 * @returns {any}
 */
function toJson(value) {
  if (value instanceof ArrayBuffer) return encode(value)
  if (ArrayBuffer.isView(value)) return encode(/** @type {BufferSource} */ (value))
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toJson(each)]))
}

/**
 * A credential as pages expect it, from its JSON.
 * @param {any} json
 */
function toCredential(json) {
  const { response } = json
  const bytes = Object.entries(response).filter(([, value]) => typeof value === 'string')
  return {
    ...json,
    rawId: decode(json.rawId),
    response: {
      ...Object.fromEntries(bytes.map(([name, value]) => [name, decode(value)])),
      getTransports: () => response.transports ?? [],
      getPublicKey: () => (response.publicKey === undefined ? null : decode(response.publicKey)),
      getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
      getAuthenticatorData: () => decode(response.authenticatorData),
    },
    getClientExtensionResults: () => json.clientExtensionResults ?? {},
    toJSON: () => json,
  }
}

/** @param {'create' | 'get'} kind */
function ceremony(kind) {
  /** @param {{ publicKey: object, signal?: AbortSignal }} options */
  return async ({ publicKey, signal }) => {
    try {
      return toCredential(await askSystem(kind, toJson(publicKey), signal))
    } catch (error) {
      if (!(error instanceof SystemRefusal)) throw error
      throw new DOMException(error.message, error.name)
    }
  }
}

/** Tells the phone of a report that it has not been told of. */
async function showReport() {
  const answer = await fetch('/api/verified').catch(() => undefined)
  const { report } = (await answer?.json().catch(() => undefined)) ?? {}
  if (!report || sessionStorage.getItem(lastReport) === String(report.at)) return
  sessionStorage.setItem(lastReport, String(report.at))
  tellReport(report)
}

if (isOnPhone) {
  Object.defineProperties(navigator.credentials, {
    create: { value: ceremony('create') },
    get: { value: ceremony('get') },
  })
  // Suggestions in a field are the keyboard's part of a phone, which this one does not have.
  Object.defineProperty(PublicKeyCredential, 'isConditionalMediationAvailable', {
    value: async () => false,
  })
  document.addEventListener('perch:verified', () => void showReport())
  void showReport()
}

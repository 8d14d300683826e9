/** The browser half of SimpleWebAuthn, which its own script put on the window. */
export const { startAuthentication, startRegistration, ...support } =
  /** @type {{ SimpleWebAuthnBrowser: typeof import('@simplewebauthn/browser') }} */ (
    /** @type {unknown} */ (globalThis)
  ).SimpleWebAuthnBrowser

/**
 * The inputs of `prf` arrive as base64url and leave for the browser as bytes (WebAuthn Level 3,
 * §10.1.4); everything else in the options SimpleWebAuthn turns into bytes itself.
 * @template {{ extensions?: object }} T
 * @param {T} options
 * @returns {T}
 */
export function withPrfBytes(options) {
  const extensions = /** @type {{ prf?: { eval?: { first?: unknown } } }} */ (
    options.extensions ?? {}
  )
  const first = extensions.prf?.eval?.first
  if (typeof first !== 'string') return options
  const prf = { eval: { first: support.base64URLStringToBuffer(first) } }
  return { ...options, extensions: { ...extensions, prf } }
}

/**
 * What the person should know when the browser gave no answer.
 * @param {unknown} error
 * @param {'create' | 'get'} verb
 */
export function explain(error, verb) {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') {
    return 'This passkey manager already has a passkey for your account. Nothing has changed. Choose another one to add a second passkey.'
  }
  if (name === 'NotSupportedError') {
    return 'Your passkey manager offers none of the algorithms that were asked for. Nothing has changed. Choose others under Ceremony settings.'
  }
  if (name === 'SecurityError') {
    return 'The browser does not allow passkeys at this address. Open Perch by its own name and try again.'
  }
  if (name === 'NotAllowedError' && verb === 'create') {
    return 'No passkey was made: the request was cancelled or ran out of time. Nothing has changed. Try again when you are ready.'
  }
  if (name === 'NotAllowedError') {
    return 'No passkey was used: the request was cancelled, ran out of time, or there is no passkey for it here. Try again, or use your password.'
  }
  return error instanceof Error ? error.message : String(error)
}

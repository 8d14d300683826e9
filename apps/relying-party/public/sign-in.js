import { Refused, post } from './api.js'
import { readSettings } from './ceremony-settings.js'
import { field, find, onPress, say, sayProblem } from './progress.js'
import { signalAccepted, signalUnknown } from './signals.js'
import { explain, startAuthentication, support, withPrfBytes } from './webauthn.js'

const place = find(document, '[data-sign-in]')
const username = field('username')

/** Shorter than the five minutes for which Perch waits for an answer. */
const autofillRenewal = 4 * 60_000

/** Counts ceremonies: the one begun last is the only one that may go on. */
let turn = 0

/** @param {string | undefined} name */
async function askFor(name) {
  const asked = { settings: readSettings(), ...(name === undefined ? {} : { username: name }) }
  const { options } = await post('/api/authentication/options', asked)
  return withPrfBytes(options)
}

/** @param {string | undefined} name */
async function signIn(name) {
  turn += 1
  say(place, 'Follow your passkey manager.')
  try {
    const response = await startAuthentication({ optionsJSON: await askFor(name) })
    if (await send(response)) return
  } catch (error) {
    sayProblem(place, error, error instanceof Refused ? undefined : explain(error, 'get'))
  }
  void offerAutofill()
}

/**
 * @param {import('@simplewebauthn/browser').AuthenticationResponseJSON} response
 * @returns {Promise<boolean>} whether it signed in
 */
async function send(response) {
  say(place, 'Signing in.')
  try {
    await signalAccepted(await post('/api/authentication/verify', response))
    location.assign(place.dataset['next'] ?? '/')
    return true
  } catch (error) {
    if (error instanceof Refused) await signalUnknown(error.answer)
    sayProblem(place, error)
    return false
  }
}

/**
 * Passkeys in the username field's suggestions, for as long as the page is open. A refused one is
 * not asked for again: a manager that answers by itself would answer for ever.
 */
async function offerAutofill() {
  const mine = (turn += 1)
  if (!(await support.browserSupportsWebAuthnAutofill())) return
  let renewal
  try {
    const optionsJSON = await askFor(undefined)
    if (mine !== turn) return
    renewal = setTimeout(offerAutofill, autofillRenewal)
    const response = await startAuthentication({ optionsJSON, useBrowserAutofill: true })
    clearTimeout(renewal)
    await send(response)
  } catch {
    // Another request took its place, or nobody chose a passkey: the form is still there.
    clearTimeout(renewal)
  }
}

if (support.browserSupportsWebAuthn()) {
  onPress(find(place, '[data-passkey]'), () => signIn(undefined))
  onPress(find(place, '[data-username-passkey]'), async () => {
    if (username.value.trim() !== '') return signIn(username.value)
    sayProblem(place, undefined, 'Type your username first, then choose its passkey.')
    username.focus()
  })
  void offerAutofill()
} else {
  const words = 'This browser has no passkeys. Use your password, or the command line below.'
  sayProblem(place, undefined, words)
  find(place, '[data-passkey]').hidden = true
  find(place, '[data-username-passkey]').hidden = true
}

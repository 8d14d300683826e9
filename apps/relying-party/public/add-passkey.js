import { Refused, post } from './api.js'
import { readSettings } from './ceremony-settings.js'
import { find, onPress, say, sayProblem } from './progress.js'
import { explain, startRegistration, support, withPrfBytes } from './webauthn.js'

const place = find(document, '[data-add-passkey]')

async function addPasskey() {
  say(place, 'Follow your passkey manager.')
  let response
  try {
    const { options } = await post('/api/registration/options', { settings: readSettings() })
    response = await startRegistration({ optionsJSON: withPrfBytes(options) })
  } catch (error) {
    return sayProblem(place, error, error instanceof Refused ? undefined : explain(error, 'create'))
  }
  try {
    const { next } = await post('/api/registration/verify', response)
    location.assign(next)
  } catch (error) {
    sayProblem(place, error)
  }
}

if (support.browserSupportsWebAuthn()) onPress(find(place, '[data-create]'), addPasskey)
else {
  const words = 'This browser has no passkeys. Use another browser, or the command line below.'
  sayProblem(place, undefined, words)
  find(place, '[data-create]').hidden = true
}

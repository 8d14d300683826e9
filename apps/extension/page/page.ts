import { takeCeremony } from './ceremony.ts'
import { ask, openLink } from './link.ts'
import { textOf } from './options.ts'
import { apply, attempt, type Instead, replace } from './realm.ts'
import { teachInterfaces } from './result.ts'

// Nothing is there to answer for outside of secure contexts.
if (typeof PublicKeyCredential === 'function') {
  openLink()
  teachInterfaces()
  const { credentials } = navigator
  takeCeremony('create', credentials, PublicKeyCredential.parseCreationOptionsFromJSON)
  takeCeremony('get', credentials, PublicKeyCredential.parseRequestOptionsFromJSON)
  const statics = { prototype: PublicKeyCredential }
  replace(statics, 'isUserVerifyingPlatformAuthenticatorAvailable', orNative)
  replace(statics, 'isConditionalMediationAvailable', orNative)
  replace(statics, 'getClientCapabilities', withOurs)
  for (const what of ['AllAcceptedCredentials', 'CurrentUserDetails', 'UnknownCredential'])
    replace(statics, `signal${what}`, thenTell(`signal${what}`))
}

async function isAvailable(): Promise<boolean> {
  return (await ask({ call: 'available' })).end === 'available'
}

/** What sites ask before they offer passkeys: never less than what the browser says. */
async function orNative(...[native, self, values]: Parameters<Instead>): Promise<unknown> {
  return (await isAvailable()) || apply(native, self, values)
}

async function withOurs(...[native, self, values]: Parameters<Instead>): Promise<unknown> {
  const found = (await apply(native, self, values)) as Record<string, boolean>
  if (!(await isAvailable())) return found
  found['conditionalGet'] = found['passkeyPlatformAuthenticator'] = true
  found['relatedOrigins'] = found['userVerifyingPlatformAuthenticator'] = true
  return found
}

/** What a site says of its accounts: first to the browser, who refuses what is wrong, then to us. */
function thenTell(method: string): Instead {
  return async (native, self, values) => {
    const options = attempt(() => textOf.signal(values[0] as never))
    await apply(native, self, values)
    if (options !== undefined) void ask({ call: 'signal', method, options })
  }
}

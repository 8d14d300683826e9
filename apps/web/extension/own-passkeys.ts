import type { PasskeyPort } from '@keyward/keyholder/session'

const NAME = 'keyward.passkey'

/** Whether this browser has a passkey for Keyward itself: it decides what is offered first, and nothing else. */
export function hasOwnPasskey(storage: Pick<Storage, 'getItem'> = localStorage): boolean {
  return storage.getItem(NAME) !== null
}

/** Forgets it: nobody is signed in any more. */
export function forgetOwnPasskey(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(NAME)
}

/** The passkeys of this browser, remembering that there is one once it was made or used. */
export function remembered(
  passkeys: PasskeyPort,
  storage: Pick<Storage, 'setItem'> = localStorage,
): PasskeyPort {
  const remember = <T>(found: T): T => {
    storage.setItem(NAME, 'yes')
    return found
  }
  return {
    get: async (request) => remember(await passkeys.get(request)),
    create: async (request) => remember(await passkeys.create(request)),
  }
}

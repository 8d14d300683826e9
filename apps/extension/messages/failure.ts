import type { Outcome } from './page.ts'

export type FailureName =
  | 'InvalidStateError'
  | 'NotAllowedError'
  | 'OperationError'
  | 'SecurityError'

/** The very words of each browser, so that a page can't tell our refusal from the browser's own. */
const CHROMIUM: Readonly<Record<FailureName, string>> = {
  InvalidStateError:
    'The user attempted to register an authenticator that contains one of the credentials already registered with the relying party.',
  NotAllowedError:
    'The operation either timed out or was not allowed. See: https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.',
  OperationError: 'A request is already pending.',
  SecurityError:
    'The relying party ID is not a registrable domain suffix of, nor equal to the current domain.',
}

const FIREFOX: Readonly<Record<FailureName, string>> = {
  InvalidStateError: 'An attempt was made to use an object that is not, or is no longer, usable',
  NotAllowedError:
    'The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.',
  OperationError: 'A request is already pending.',
  SecurityError: 'The operation is insecure.',
}

const words = /Firefox/.test(globalThis.navigator?.userAgent ?? '') ? FIREFOX : CHROMIUM

/** What a page is told: whether there was nothing, or the person declined, looks the same. */
export function failureOf(name: FailureName): Outcome {
  return { end: 'failure', name, message: words[name] }
}

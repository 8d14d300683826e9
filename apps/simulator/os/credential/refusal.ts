import type { FailureCode } from '@keyward/channel'
import type { Platform } from '../kinds.ts'
import type { Caller } from './caller.ts'

/** Why a request ended without a passkey: in the provider's words, or in the system's own. */
export type Ending = FailureCode | 'timeout' | 'bad_request'

/** As the app is told. */
export interface Refusal {
  readonly name: string
  readonly message: string
}

const MESSAGES: Readonly<Record<Ending, string>> = {
  user_cancelled: 'The request was cancelled.',
  no_credential: 'There is no passkey for it here.',
  excluded: 'There is a passkey for this account already.',
  security: 'The passkey manager could not confirm who asks.',
  interaction_required: 'The passkey manager has to be opened first.',
  // Said by a browser's extension alone: a phone has nothing to hand over to.
  use_browser: 'The request was cancelled.',
  unknown: 'The passkey manager could not do it.',
  timeout: 'Nobody answered in time.',
  bad_request: 'The request could not be read, or names an app that is not this one.',
}

/** WebAuthn Level 3, sections 5.1.3 and 5.1.4: pages are told little. */
const DOM_NAMES: Partial<Record<Ending, string>> = {
  excluded: 'InvalidStateError',
  security: 'SecurityError',
  bad_request: 'SecurityError',
}

const IOS_NAMES: Readonly<Record<Ending, string>> = {
  user_cancelled: 'ASAuthorizationError.canceled',
  no_credential: 'ASAuthorizationError.canceled',
  excluded: 'ASAuthorizationError.matchedExcludedCredential',
  security: 'ASAuthorizationError.failed',
  interaction_required: 'ASAuthorizationError.notInteractive',
  use_browser: 'ASAuthorizationError.canceled',
  unknown: 'ASAuthorizationError.failed',
  timeout: 'ASAuthorizationError.canceled',
  bad_request: 'ASAuthorizationError.failed',
}

const DOM_EXCEPTION = 'androidx.credentials.TYPE_%_PUBLIC_KEY_CREDENTIAL_DOM_EXCEPTION'

/** Android's exception types; `%` stands for CREATE or GET. */
const ANDROID_NAMES: Readonly<Record<Ending, string>> = {
  user_cancelled: 'android.credentials.%CredentialException.TYPE_USER_CANCELED',
  no_credential: 'android.credentials.%CredentialException.TYPE_NO_CREDENTIAL',
  excluded: `${DOM_EXCEPTION}/androidx.credentials.TYPE_INVALID_STATE_ERROR`,
  security: `${DOM_EXCEPTION}/androidx.credentials.TYPE_SECURITY_ERROR`,
  interaction_required: 'android.credentials.%CredentialException.TYPE_UNKNOWN',
  use_browser: 'android.credentials.%CredentialException.TYPE_USER_CANCELED',
  unknown: 'android.credentials.%CredentialException.TYPE_UNKNOWN',
  timeout: 'android.credentials.%CredentialException.TYPE_INTERRUPTED',
  bad_request: `${DOM_EXCEPTION}/androidx.credentials.TYPE_DATA_ERROR`,
}

/** The ending as this platform tells an app of its own, or as browsers tell a page. */
export function refusalFor(
  ending: Ending,
  kind: 'create' | 'get',
  caller: Caller,
  platform: Platform,
): Refusal {
  return { name: nameOf(ending, kind, caller, platform), message: MESSAGES[ending] }
}

function nameOf(
  ending: Ending,
  kind: 'create' | 'get',
  caller: Caller,
  platform: Platform,
): string {
  if (caller.kind === 'page') return DOM_NAMES[ending] ?? 'NotAllowedError'
  if (platform === 'ios') return IOS_NAMES[ending]
  const name = ANDROID_NAMES[ending]
  const isClass = name.startsWith('android.')
  const verb = kind === 'create' ? ['CREATE', 'Create'] : ['GET', 'Get']
  return name.replace('%', verb[isClass ? 1 : 0] ?? '')
}

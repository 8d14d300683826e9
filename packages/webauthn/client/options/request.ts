import { WebAuthnError } from '../../error.ts'
import { checkPrfAtGet, readExtensions } from './extensions.ts'
import { makePageIntake, readChallenge, type Intake } from './intake.ts'
import { knownDescriptors, readDescriptors, readStrings, readUserVerification } from './members.ts'
import type { RequestOptions } from './types.ts'
import { requireMember, toDictionary, toDomString, toUnsignedLong } from './webidl.ts'

/**
 * Reads the `publicKey` member of what a page gives to `navigator.credentials.get()`, as a browser
 * would: every member is read once, in Web IDL's order, and all bytes are copied.
 *
 * @throws WebAuthnError named TypeError (`options.missing`, `options.type`, `options.too-large`),
 * NotSupportedError (`options.credential-types`, `options.prf-eval-by-credential`) or SyntaxError
 * (`options.prf-key`); and whatever a getter of the page throws.
 *
 * WebAuthn Level 3, sections 5.5 and 5.1.4.1.
 */
export function requestOptionsFromPage(value: unknown): RequestOptions {
  return readRequestOptions(value, makePageIntake())
}

/** The conversion that page and JSON share; they differ in how bytes are written. */
export function readRequestOptions(value: unknown, intake: Intake): RequestOptions {
  // Members in lexicographical order, each converted before the next is read.
  const read = toDictionary(value, 'publicKey')
  const given = readDescriptors(read('allowCredentials'), 'allowCredentials', intake)
  const challenge = readChallenge(requireMember(read('challenge'), 'challenge'), intake)
  const extensions = readExtensions(read('extensions'), intake)
  const hints = readStrings(read('hints'), 'hints', intake)
  const rpIdGiven = read('rpId')
  const rpId =
    rpIdGiven === undefined ? {} : { rpId: toDomString(rpIdGiven, 'rpId', intake.budget) }
  const timeoutGiven = read('timeout')
  const timeout =
    timeoutGiven === undefined ? {} : { timeout: toUnsignedLong(timeoutGiven, 'timeout') }
  const userVerification = readUserVerification(
    read('userVerification'),
    'userVerification',
    intake,
  )

  const allowCredentials = knownDescriptors(given)
  if (given.length > 0 && allowCredentials.length === 0) {
    // Section 5.8.3: an empty list would mean something else, so that this must be an error.
    throw new WebAuthnError(
      'options.credential-types',
      'No entry of allowCredentials has the type "public-key".',
    )
  }
  checkPrfAtGet(extensions.prf, given)
  return { challenge, ...timeout, ...rpId, allowCredentials, userVerification, hints, extensions }
}

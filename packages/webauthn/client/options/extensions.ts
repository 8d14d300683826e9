import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { WebAuthnError } from '../../error.ts'
import type { Intake } from './intake.ts'
import { readKnown, type DescriptorAsGiven } from './members.ts'
import type { CredentialProtectionPolicy, ExtensionInputs, PrfInput, PrfValues } from './types.ts'
import { requireMember, toBoolean, toDictionary, toRecord } from './webidl.ts'

const POLICIES: readonly CredentialProtectionPolicy[] = [
  'userVerificationOptional',
  'userVerificationOptionalWithCredentialIDList',
  'userVerificationRequired',
]

/**
 * The inputs of the extensions that Keyward knows: credProps, prf, credProtect. Others are not even
 * read; an unknown protection policy counts as absent.
 *
 * WebAuthn Level 3, sections 5.7.1, 10.1.3, 10.1.4; CTAP 2.1, section 12.1.
 */
export function readExtensions(value: unknown, intake: Intake): ExtensionInputs {
  const read = toDictionary(value, 'extensions')
  const credProps = read('credProps')
  const policy = readKnown(
    read('credentialProtectionPolicy'),
    POLICIES,
    'extensions.credentialProtectionPolicy',
    intake,
  )
  const enforce = read('enforceCredentialProtectionPolicy')
  const prf = read('prf')
  return {
    ...(credProps === undefined ? {} : { credProps: toBoolean(credProps) }),
    ...(policy === undefined ? {} : { credentialProtectionPolicy: policy }),
    ...(enforce === undefined ? {} : { enforceCredentialProtectionPolicy: toBoolean(enforce) }),
    ...(prf === undefined ? {} : { prf: readPrf(prf, intake) }),
  }
}

function readPrf(value: unknown, intake: Intake): PrfInput {
  const read = toDictionary(value, 'prf')
  const convert = (item: unknown, what: string): PrfValues => readPrfValues(item, what, intake)
  const evalGiven = read('eval')
  const evalValues = evalGiven === undefined ? undefined : convert(evalGiven, 'prf.eval')
  const byCredential = read('evalByCredential')
  const map =
    byCredential === undefined
      ? undefined
      : toRecord(byCredential, 'prf.evalByCredential', intake.budget, convert)
  return {
    ...(evalValues === undefined ? {} : { eval: evalValues }),
    ...(map === undefined ? {} : { evalByCredential: map }),
  }
}

function readPrfValues(value: unknown, what: string, intake: Intake): PrfValues {
  const read = toDictionary(value, what)
  const first = intake.bytes(requireMember(read('first'), `${what}.first`), `${what}.first`)
  const second = read('second')
  return second === undefined
    ? { first }
    : { first, second: intake.bytes(second, `${what}.second`) }
}

/**
 * Section 10.1.4, registration, step 1.
 *
 * @throws WebAuthnError `options.prf-eval-by-credential`.
 */
export function checkPrfAtCreate(prf: PrfInput | undefined): void {
  if (prf?.evalByCredential === undefined) return
  throw new WebAuthnError(
    'options.prf-eval-by-credential',
    'prf.evalByCredential cannot be used when a passkey is created.',
  )
}

/**
 * Section 10.1.4, authentication, steps 1 and 2.
 *
 * @throws WebAuthnError `options.prf-eval-by-credential`, `options.prf-key`.
 */
export function checkPrfAtGet(
  prf: PrfInput | undefined,
  allowCredentials: readonly DescriptorAsGiven[],
): void {
  const map = prf?.evalByCredential
  if (map === undefined || map.size === 0) return
  // 1. evalByCredential is not empty but allowCredentials is.
  if (allowCredentials.length === 0) {
    throw new WebAuthnError(
      'options.prf-eval-by-credential',
      'prf.evalByCredential needs a list of credentials in allowCredentials.',
    )
  }
  // 2. A key is empty, not base64url, or names no credential of the list.
  const allowed = new Set(allowCredentials.map(({ id }) => encodeBase64url(id)))
  for (const key of map.keys()) {
    if (key === '' || !isBase64url(key) || !allowed.has(key)) {
      throw new WebAuthnError(
        'options.prf-key',
        'A key of prf.evalByCredential is not the base64url of an ID in allowCredentials.',
      )
    }
  }
}

/** Level 3 leaves the padding out of base64url; a second spelling of the same ID would never match. */
function isBase64url(text: string): boolean {
  try {
    return encodeBase64url(decodeBase64url(text)) === text
  } catch {
    return false
  }
}

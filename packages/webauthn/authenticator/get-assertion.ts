import { equalBytes } from '@keyward/codec'
import { encodeAuthenticatorData } from '../data/authenticator-data.ts'
import { rpIdHash } from '../data/rp-id-hash.ts'
import { WebAuthnError } from '../error.ts'
import { Ceremony } from './ceremony.ts'
import { CRED_PROTECT, type CredentialSource } from './credential-source.ts'
import { evaluatePrf, type PrfPair } from './extensions/prf.ts'
import { collectGesture, refuseCancelled } from './gesture.ts'
import type { Authenticator } from './ports.ts'
import { signCeremony } from './sign.ts'
import { nextSignCount } from './sign-count.ts'

/** The parameters of authenticatorGetAssertion (WebAuthn Level 3 section 6.3.3). */
export interface GetAssertionRequest {
  readonly rpId: string
  /** 32 bytes. */
  readonly clientDataHash: Uint8Array
  /** Absent or empty: any passkey of the RP. */
  readonly allowCredentialIds?: readonly Uint8Array[]
  readonly requireUserVerification: boolean
  readonly extensions: {
    /** Salts to evaluate, once the credential is known and where the person is verified. */
    readonly prf?: (credentialId: Uint8Array) => PrfPair | undefined
  }
  /** Asked after the person answered: a cancelled request signs nothing. */
  readonly cancelled?: () => boolean
}

export interface Assertion {
  readonly source: CredentialSource
  readonly authenticatorData: Uint8Array
  /** DER for ES256. */
  readonly signature: Uint8Array
  readonly prfResults?: PrfPair
}

/**
 * authenticatorGetAssertion (WebAuthn Level 3 section 6.3.3), step by step.
 *
 * @throws {WebAuthnError} `ceremony.malformed`, `ceremony.no-credential`, `ceremony.cannot-verify`,
 *   `ceremony.declined`, `ceremony.user-not-verified`, `ceremony.aborted`, `ceremony.not-saved` for a
 *   counter that could not be kept, `ceremony.signing-failed`
 */
export async function getAssertion(
  authenticator: Authenticator,
  request: GetAssertionRequest,
): Promise<Assertion> {
  const ceremony = new Ceremony()
  // Step 1: parameters are well-formed and of the correct length.
  if (request.clientDataHash.length !== 32 || request.rpId === '') {
    throw new WebAuthnError(
      'ceremony.malformed',
      'The request lacks an RP ID or a client data hash of 32 bytes.',
    )
  }
  // Steps 2 to 5: the credentials of this RP that are allowed.
  const candidates = await credentialOptions(authenticator, request)
  // Step 6.
  if (candidates.length === 0) {
    throw new WebAuthnError(
      'ceremony.no-credential',
      'There is no passkey here that this request may use.',
    )
  }
  // Not a step: the client already knows whether verification is possible; without it step 7 can't succeed.
  if (request.requireUserVerification && !authenticator.gate.canVerify) {
    throw new WebAuthnError(
      'ceremony.cannot-verify',
      'The RP requires user verification, which is not possible here.',
    )
  }
  // Step 7: the person chooses and consents.
  const gesture = await collectGesture(authenticator, ceremony, {
    kind: 'sign-in',
    rpId: request.rpId,
    candidates,
    requireUserVerification: request.requireUserVerification,
  })
  refuseCancelled(request.cancelled)
  const source = chosen(candidates, gesture.credential)
  // Step 8: no authenticator extension has an output here; PRF is evaluated beside the signed data.
  const salts = gesture.verification === undefined ? undefined : request.extensions.prf?.(source.id)
  // Step 9: the counter, kept before it is shown.
  const signCount = await countUp(authenticator, source)
  // Step 10.
  const authenticatorData = encodeAuthenticatorData({
    rpIdHash: rpIdHash(request.rpId),
    flags: ceremony.flags(gesture, source),
    signCount,
  })
  // Steps 11 and 12.
  const signature = await signCeremony(
    authenticator,
    source,
    authenticatorData,
    request.clientDataHash,
  )
  // Step 13. The credential ID is always returned, with its source.
  const assertion = { source, authenticatorData, signature }
  return salts === undefined || source.prfSeeds === undefined
    ? assertion
    : { ...assertion, prfResults: evaluatePrf(source.prfSeeds, salts) }
}

async function credentialOptions(
  authenticator: Authenticator,
  request: GetAssertionRequest,
): Promise<readonly CredentialSource[]> {
  const { allowCredentialIds: allowed = [] } = request
  const options: CredentialSource[] = []
  if (allowed.length === 0) {
    // Step 4: all discoverable ones, which is all of them.
    options.push(...(await authenticator.store.list(request.rpId)))
  } else {
    // Step 3. An ID that the RP names twice is one candidate.
    for (const id of allowed) {
      const source = await authenticator.store.find(request.rpId, id)
      if (source !== undefined && !options.some((other) => equalBytes(other.id, source.id)))
        options.push(source)
    }
  }
  // Step 5: other RP IDs are never looked at, since the store finds by (rpId, id).
  // credProtect (CTAP 2.2 section 12.1): without verification a protected credential is not here.
  if (request.requireUserVerification) return options
  return options.filter(
    ({ credProtect }) =>
      credProtect === CRED_PROTECT.userVerificationOptional ||
      (credProtect === CRED_PROTECT.userVerificationOptionalWithCredentialIDList &&
        allowed.length > 0),
  )
}

function chosen(
  candidates: readonly CredentialSource[],
  credential: CredentialSource | undefined,
): CredentialSource {
  if (credential !== undefined && candidates.includes(credential)) return credential
  throw new WebAuthnError('ceremony.declined', 'None of the offered passkeys was chosen.')
}

async function countUp(authenticator: Authenticator, source: CredentialSource): Promise<number> {
  // Zero stays zero: nothing to keep.
  if (source.signCount === 0) return 0
  const now = authenticator.now?.()
  try {
    return await authenticator.store.countUp(source, (stored) => nextSignCount(stored, now))
  } catch (error) {
    throw new WebAuthnError(
      'ceremony.not-saved',
      'The counter of this passkey could not be saved.',
      { cause: error },
    )
  }
}

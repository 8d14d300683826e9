import {
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  generateRegistrationOptions,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { Refusal } from '../errors.ts'
import { isExpectedOrigin, listedOrigins } from '../origins.ts'
import type { Perch } from '../perch.ts'
import type { Passkey } from '../store/passkeys.ts'
import type { CeremonyReport, CeremonySettings } from '../store/records.ts'
import type { User } from '../store/users.ts'
import { providerName } from './aaguids.ts'
import {
  type AwaitedAnswer,
  challengeLifetime,
  challengeReason,
  makeChallenge,
  refuseFrames,
  takeChallenge,
} from './challenge.ts'
import { extensionInputs } from './extensions.ts'
import { type Outcome, reasonOf, refused } from './outcome.ts'
import { reportRegistration } from './report.ts'

/** The request for a new passkey of a signed-in user (WebAuthn Level 3, §5.4). */
export function beginRegistration(
  perch: Perch,
  user: User,
  session: string,
  settings: CeremonySettings,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const held = perch.store.passkeys.ofUser(user.id)
  return generateRegistrationOptions({
    rpName: 'Perch',
    rpID: perch.config.rpId,
    userID: user.handle,
    userName: user.username,
    userDisplayName: user.displayName,
    challenge: makeChallenge(perch, session, 'registration', { settings, allowed: [] }),
    timeout: challengeLifetime,
    attestationType: settings.attestation,
    excludeCredentials: held.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: {
      residentKey: 'required',
      userVerification: settings.userVerification,
    },
    extensions: extensionInputs(settings.prf),
    supportedAlgorithmIDs: settings.algorithms,
  })
}

/** Verifies the answer and stores the passkey (WebAuthn Level 3, §7.1), or says why not. */
export async function finishRegistration(
  perch: Perch,
  user: User,
  session: string,
  response: RegistrationResponseJSON,
): Promise<Outcome<Passkey>> {
  const report = reportRegistration(response, perch.config.rpId, perch.now())
  const asked = takeChallenge(perch, session, 'registration', response.response.clientDataJSON)
  if (!asked) return refused(report, challengeReason, challengeRefusal())
  let result: VerifiedRegistrationResponse
  try {
    result = await verify(perch, asked, response)
  } catch (error) {
    return refused(report, reasonOf(error), verificationRefusal(error))
  }
  if (!result.verified) {
    return refused(report, 'The attestation statement does not verify.', verificationRefusal())
  }
  // §7.1: longer credential IDs are refused.
  if (Buffer.from(response.id, 'base64url').length > 1023) {
    return refused(report, 'The credential ID is longer than 1023 bytes.', verificationRefusal())
  }
  const passkey = toPasskey(perch, user, result.registrationInfo, report)
  if (!perch.store.passkeys.add(passkey)) {
    return refused(report, 'This credential ID is registered already.', registeredRefusal())
  }
  return { ok: true, report, value: passkey }
}

async function verify(
  perch: Perch,
  asked: AwaitedAnswer,
  response: RegistrationResponseJSON,
): Promise<VerifiedRegistrationResponse> {
  refuseFrames(asked)
  const known = isExpectedOrigin(perch.config, asked.origin)
  return verifyRegistrationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: known ? asked.origin : listedOrigins(perch.config),
    expectedRPID: perch.config.rpId,
    requireUserVerification: asked.settings.userVerification === 'required',
    supportedAlgorithmIDs: asked.settings.algorithms,
  })
}

function toPasskey(
  perch: Perch,
  user: User,
  info: NonNullable<VerifiedRegistrationResponse['registrationInfo']>,
  report: CeremonyReport,
): Passkey {
  return {
    id: info.credential.id,
    userId: user.id,
    name: suggestName(info.aaguid, perch.store.passkeys.ofUser(user.id)),
    publicKey: info.credential.publicKey,
    algorithm: report.algorithm ?? 0,
    signCount: info.credential.counter,
    transports: info.credential.transports ?? [],
    aaguid: info.aaguid,
    attestationFormat: info.fmt,
    backupEligible: info.credentialDeviceType === 'multiDevice',
    backedUp: info.credentialBackedUp,
    createdAt: perch.now(),
    lastUsedAt: undefined,
  }
}

/** The provider's name, numbered from the second on: names tell passkeys apart. */
function suggestName(aaguid: string, held: Passkey[]): string {
  const base = providerName(aaguid) ?? 'Passkey'
  const names = new Set(held.map(({ name }) => name))
  let name = base
  for (let count = 2; names.has(name); count += 1) name = `${base} ${count}`
  return name
}

function challengeRefusal(): Refusal {
  return new Refusal(
    'challenge_unknown',
    'This request was already used or has expired, so no passkey was added. Start again.',
  )
}

function verificationRefusal(cause?: unknown): Refusal {
  return new Refusal(
    'verification_failed',
    'Perch could not verify this passkey, so it was not added. Your other passkeys are unchanged. Try again, or choose another passkey manager.',
    { cause },
  )
}

function registeredRefusal(): Refusal {
  return new Refusal(
    'already_registered',
    'This passkey is registered already. Nothing has changed. Choose another passkey manager or device.',
  )
}

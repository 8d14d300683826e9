import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { Refusal } from '../errors.ts'
import { isExpectedOrigin, listedOrigins } from '../origins.ts'
import type { Perch } from '../perch.ts'
import type { Passkey } from '../store/passkeys.ts'
import type { Asked, CeremonySettings } from '../store/records.ts'
import type { User } from '../store/users.ts'
import { allowList } from './allow-list.ts'
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
import { reportSignIn } from './report.ts'

/**
 * The request for a sign-in (WebAuthn Level 3, §5.5): for the passkeys of a username, or for any
 * passkey when there is none.
 */
export function beginSignIn(
  perch: Perch,
  session: string,
  username: string | undefined,
  settings: CeremonySettings,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { store, config } = perch
  const user = username === undefined ? undefined : store.users.byUsername(username)
  const passkeys = user ? store.passkeys.ofUser(user.id) : []
  const allowed = username === undefined ? [] : allowList(store.secret, username, passkeys)
  const asked: Asked = { settings, allowed: allowed.map(({ id }) => id) }
  return generateAuthenticationOptions({
    rpID: config.rpId,
    challenge: makeChallenge(perch, session, 'sign-in', asked),
    allowCredentials: allowed,
    timeout: challengeLifetime,
    userVerification: settings.userVerification,
    extensions: extensionInputs(settings.prf),
  })
}

/** Verifies the answer (WebAuthn Level 3, §7.2) and gives the user who signed in, or says why not. */
export async function finishSignIn(
  perch: Perch,
  session: string,
  response: AuthenticationResponseJSON,
): Promise<Outcome<User>> {
  const { store, config, now } = perch
  const passkey = store.passkeys.byId(response.id)
  const user = passkey && store.users.byId(passkey.userId)
  const report = reportSignIn(response, passkey, config.rpId, now())
  const asked = takeChallenge(perch, session, 'sign-in', response.response.clientDataJSON)
  if (!asked) return refused(report, challengeReason, challengeRefusal())
  if (!passkey || !user) return refused(report, 'No account has this passkey.', unknownRefusal())
  const mismatch = findMismatch(asked, response, passkey, user)
  if (mismatch) return refused(report, mismatch, verificationRefusal())
  try {
    const { verified, authenticationInfo } = await verify(perch, asked, response, passkey)
    if (!verified) return refused(report, 'The signature does not verify.', verificationRefusal())
    const eligible = authenticationInfo.credentialDeviceType === 'multiDevice'
    // §7.2: a passkey does not change its backup eligibility.
    if (eligible !== passkey.backupEligible) {
      return refused(report, 'The flag BE differs from the registration.', verificationRefusal())
    }
    const { newCounter, credentialBackedUp } = authenticationInfo
    store.passkeys.recordUse(passkey.id, newCounter, credentialBackedUp, now())
  } catch (error) {
    return refused(report, reasonOf(error), verificationRefusal(error))
  }
  return { ok: true, report, value: user }
}

/** §7.2: the passkey is one that was asked for, and the handle is its user's. */
function findMismatch(
  asked: Asked,
  response: AuthenticationResponseJSON,
  passkey: Passkey,
  user: User,
): string | undefined {
  const named = asked.allowed.length > 0
  if (named && !asked.allowed.includes(passkey.id)) {
    return 'The credential ID is not on the list of allowed credentials.'
  }
  const { userHandle } = response.response
  if (userHandle === undefined) {
    return named ? undefined : 'The user handle is missing, and no username was given.'
  }
  const expected = Buffer.from(user.handle).toString('base64url')
  return userHandle === expected ? undefined : 'The user handle is not that of the passkey’s user.'
}

async function verify(
  perch: Perch,
  asked: AwaitedAnswer,
  response: AuthenticationResponseJSON,
  passkey: Passkey,
) {
  refuseFrames(asked)
  const known = isExpectedOrigin(perch.config, asked.origin)
  return verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: known ? asked.origin : listedOrigins(perch.config),
    expectedRPID: perch.config.rpId,
    credential: {
      id: passkey.id,
      publicKey: passkey.publicKey,
      counter: passkey.signCount,
      transports: passkey.transports,
    },
    requireUserVerification: asked.settings.userVerification === 'required',
  })
}

function challengeRefusal(): Refusal {
  return new Refusal(
    'challenge_unknown',
    'This request was already used or has expired. You are not signed in. Try again.',
  )
}

function unknownRefusal(): Refusal {
  return new Refusal(
    'unknown_passkey',
    'Perch does not know this passkey; it may have been deleted here. Sign in with another passkey or your password.',
  )
}

function verificationRefusal(cause?: unknown): Refusal {
  return new Refusal(
    'verification_failed',
    'Perch could not verify this passkey. You are not signed in, and your account is unchanged. Try again, or use your password.',
    { cause },
  )
}

import { WebAuthnError } from '../error.ts'
import { type Ceremony, UserPresence, UserVerification } from './ceremony.ts'
import type { CredentialSource } from './credential-source.ts'
import type { Authenticator, GateQuestion, Gesture } from './ports.ts'

/**
 * Collects the authorization gesture for one question: the only road from the user gate to the
 * flags. Presence always; verification where it is required.
 *
 * @throws {WebAuthnError} `ceremony.declined`, `ceremony.user-not-verified`
 */
export async function collectGesture(
  authenticator: Authenticator,
  ceremony: Ceremony,
  question: GateQuestion,
): Promise<Gesture & { credential?: CredentialSource }> {
  const answer = await authenticator.gate.ask(question, ceremony)
  if (answer.outcome === 'declined')
    throw new WebAuthnError('ceremony.declined', 'The person declined or cancelled.')
  if (answer.outcome === 'not-verified') throw notVerified()
  if (!UserPresence.isOf(answer.presence, ceremony)) throw notVerified()
  const { verification } = answer
  if (
    verification === undefined
      ? question.requireUserVerification
      : !UserVerification.isOf(verification, ceremony)
  ) {
    throw notVerified()
  }
  return answer
}

/** Ends a ceremony that was cancelled while it waited. @throws {WebAuthnError} `ceremony.aborted` */
export function refuseCancelled(cancelled: (() => boolean) | undefined): void {
  if (cancelled?.() === true)
    throw new WebAuthnError('ceremony.aborted', 'The request was cancelled.')
}

function notVerified(): WebAuthnError {
  return new WebAuthnError(
    'ceremony.user-not-verified',
    'The person was not verified in this ceremony.',
  )
}

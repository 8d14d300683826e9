import { WorkspaceError, type WorkspaceState } from '@keyward/workspace/chain'
import {
  type Action,
  may,
  REFUSALS,
  type Refusal as WorkspaceRefusal,
  type Subjects,
} from '@keyward/workspace/rules'
import type { MemberId } from '@keyward/workspace/chain'
import { KeyholderError } from '../error.ts'

/** @throws {KeyholderError} `forbidden` with the rule; `session.not-admitted` for no member */
export function requireMay<A extends Action>(
  state: WorkspaceState,
  memberId: MemberId,
  action: A,
  subject: Subjects[A],
): void {
  const actor = state.members.get(memberId)
  if (actor === undefined) throw notAdmitted()
  const decision = may(actor, action, subject)
  if (!decision.allowed) throw forbidden(decision.rule)
}

function forbidden(refusal: WorkspaceRefusal, cause?: unknown): KeyholderError {
  return new KeyholderError('forbidden', REFUSALS[refusal], { refusal, cause })
}

export function notAdmitted(): KeyholderError {
  return new KeyholderError(
    'session.not-admitted',
    'You wait to be admitted to the workspace by one of its administrators.',
  )
}

/** What a chain's refusal of an own step means for a person. Other errors are given back. */
export function asOwnRefusal(error: unknown): unknown {
  if (!(error instanceof WorkspaceError)) return error
  if (Object.hasOwn(REFUSALS, error.rule)) return forbidden(error.rule as WorkspaceRefusal, error)
  if (error.rule === 'member.unknown')
    return new KeyholderError('membership.unknown-member', error.message, { cause: error })
  if (error.rule === 'author.unknown') return notAdmitted()
  return new KeyholderError('membership.refused', error.message, { cause: error })
}

import { WebAuthnError } from '@keyward/webauthn/data'
import { KeyholderError } from '../../error.ts'
import { GateError } from '../error.ts'
import { OriginError } from '../origin/error.ts'
import type { FailureCode } from './types.ts'

/**
 * What the system is told of an error, and through it the app: never more than the code. That a
 * role does not allow something looks like any other failure from outside.
 */
export function failureCodeOf(error: unknown): FailureCode {
  if (error instanceof OriginError) return 'security'
  if (error instanceof GateError)
    return error.closed.gate === 'biometrics' || error.closed.gate === 'user-verification'
      ? 'user_cancelled'
      : 'unknown'
  if (error instanceof WebAuthnError) return ofCeremony(error)
  if (error instanceof KeyholderError) return ofKeyholder(error)
  return 'unknown'
}

function ofCeremony(error: WebAuthnError): FailureCode {
  switch (error.rule) {
    case 'ceremony.excluded':
      return 'excluded'
    case 'ceremony.no-credential':
      return 'no_credential'
    case 'ceremony.declined':
    case 'ceremony.aborted':
    case 'ceremony.user-not-verified':
      return 'user_cancelled'
    case 'options.mediation':
    case 'options.mediation-create':
      return 'interaction_required'
    default:
      return error.name === 'SecurityError' ? 'security' : 'unknown'
  }
}

function ofKeyholder({ rule }: KeyholderError): FailureCode {
  if (rule === 'provider.cancelled') return 'user_cancelled'
  if (rule === 'provider.no-passkey') return 'no_credential'
  if (rule === 'cosigning.approval-needed') return 'user_cancelled'
  return rule === 'session.locked' ? 'interaction_required' : 'unknown'
}

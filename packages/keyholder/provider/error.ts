import { KeyholderError } from '../error.ts'
import type { GateRefusal } from './gates.ts'

/** A gate that let no request through: which one, so that its screen can be shown. */
export class GateError extends KeyholderError {
  readonly closed: GateRefusal

  constructor(closed: GateRefusal) {
    const { decision } = closed
    super(
      'provider.gate',
      SENTENCES[closed.gate],
      decision === undefined ? {} : { refusal: decision.rule },
    )
    this.closed = closed
  }
}

const SENTENCES: Readonly<Record<GateRefusal['gate'], string>> = {
  'provider-enabled':
    'Keyward is not turned on as a provider of passkeys: allow AutoFill in the settings of this device.',
  'workspace-role': 'Your role in this workspace does not allow this.',
  'create-here': "The workspace's policy allows creating passkeys in the phone app only.",
  biometrics: 'Biometrics Login is not turned on: turn it on to use passkeys.',
  'user-verification': 'You could not be verified.',
}

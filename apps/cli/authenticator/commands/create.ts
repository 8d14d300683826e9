import { create, creationOptionsFromJSON } from '@keyward/webauthn/client'
import { readChoice, readOptions } from '../arguments.ts'
import { client } from '../make-authenticator.ts'
import type { Terminal } from '../../terminal.ts'
import { answerRequest, CEREMONY_OPTIONS } from './ceremony.ts'

/** `keyward authenticator create`: when it prints its answer, the passkey is durably stored. */
export async function createCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('create', args, {
    ...CEREMONY_OPTIONS,
    'attestation-policy': { type: 'string' },
    'device-bound': { type: 'boolean', default: false },
  })
  const policy = readChoice('--attestation-policy', given['attestation-policy'], ['none', 'packed'])
  return answerRequest(terminal, given, {
    makeStore: true,
    read: creationOptionsFromJSON,
    perform: (authenticator, request) => {
      const made = {
        ...authenticator,
        allowSelfAttestation: policy === 'packed',
        deviceBound: given['device-bound'],
      }
      return create(client, made, request)
    },
  })
}

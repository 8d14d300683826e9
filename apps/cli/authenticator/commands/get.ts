import { CodecError, decodeBase64url } from '@keyward/codec'
import { get, requestOptionsFromJSON } from '@keyward/webauthn/client'
import { readOptions } from '../arguments.ts'
import { client } from '../make-authenticator.ts'
import { CliError } from '../../error.ts'
import type { Terminal } from '../../terminal.ts'
import { answerRequest, CEREMONY_OPTIONS } from './ceremony.ts'

/** `keyward authenticator get`: signs in with a passkey of the store. */
export async function getCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('get', args, {
    ...CEREMONY_OPTIONS,
    'credential-id': { type: 'string' },
  })
  return answerRequest(terminal, given, {
    makeStore: false,
    credentialId: readCredentialId(given['credential-id']),
    read: requestOptionsFromJSON,
    perform: (authenticator, request) => get(client, authenticator, request),
  })
}

function readCredentialId(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined
  try {
    const id = decodeBase64url(text)
    if (id.length > 0) return id
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw new CliError(
    'cli.option',
    '--credential-id is base64url, as keyward authenticator list shows it.',
  )
}

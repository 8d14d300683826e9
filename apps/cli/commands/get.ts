import { CodecError, decodeBase64url } from '@keyward/codec'
import { get, requestOptionsFromJSON, tolerate } from '@keyward/webauthn/client'
import { readChoice, readOptions, readSeed, readStorePath } from '../arguments.ts'
import { authenticatorOver, client } from '../authenticator.ts'
import { CliError } from '../error.ts'
import { simulatedGate, USER_VERIFICATION } from '../gate.ts'
import { parseJson, readRequest, readStdin } from '../input.ts'
import { printJson, remark } from '../output.ts'
import { openStore } from '../store/open.ts'
import type { Terminal } from '../terminal.ts'

/** `keyward authenticator get`: signs in with a passkey of the store. */
export async function getCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('get', args, {
    store: { type: 'string' },
    'user-verification': { type: 'string' },
    seed: { type: 'string' },
    'ready-hash': { type: 'boolean', default: false },
    'credential-id': { type: 'string' },
  })
  const path = readStorePath(given.store)
  const seed = readSeed(given.seed)
  const verification = readChoice(
    '--user-verification',
    given['user-verification'],
    USER_VERIFICATION,
  )
  const chosen = readCredentialId(given['credential-id'])
  const input = await readStdin(terminal)
  const request = readRequest(parseJson(input), given['ready-hash'])
  const options = requestOptionsFromJSON(tolerate(request.options, 'json'))
  const store = openStore(path, { make: false })
  try {
    let done = ''
    const gate = simulatedGate({
      verification,
      store,
      ...(chosen === undefined ? {} : { credentialId: chosen }),
      remark: (sentence) => remark(terminal, sentence),
      promise: (sentence) => (done = sentence),
    })
    const authenticator = authenticatorOver({ store, gate, seed, input })
    const response = await get(client, authenticator, { caller: request.caller, options })
    remark(terminal, done)
    printJson(terminal, response)
    return true
  } finally {
    store.close()
  }
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

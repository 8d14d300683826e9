import { create, creationOptionsFromJSON, tolerate } from '@keyward/webauthn/client'
import { readChoice, readOptions, readSeed, readStorePath } from '../arguments.ts'
import { authenticatorOver, client } from '../authenticator.ts'
import { simulatedGate, USER_VERIFICATION } from '../gate.ts'
import { parseJson, readRequest, readStdin } from '../input.ts'
import { printJson, remark } from '../output.ts'
import { openStore } from '../store/open.ts'
import type { Terminal } from '../terminal.ts'

/** `keyward authenticator create`: when it prints its answer, the passkey is durably stored. */
export async function createCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('create', args, {
    store: { type: 'string' },
    'user-verification': { type: 'string' },
    seed: { type: 'string' },
    'ready-hash': { type: 'boolean', default: false },
    'attestation-policy': { type: 'string' },
    'device-bound': { type: 'boolean', default: false },
  })
  const path = readStorePath(given.store)
  const seed = readSeed(given.seed)
  const verification = readChoice(
    '--user-verification',
    given['user-verification'],
    USER_VERIFICATION,
  )
  const policy = readChoice('--attestation-policy', given['attestation-policy'], ['none', 'packed'])
  const input = await readStdin(terminal)
  const request = readRequest(parseJson(input), given['ready-hash'])
  const options = creationOptionsFromJSON(tolerate(request.options, 'json'))
  const store = openStore(path, { make: true })
  try {
    let done = ''
    const gate = simulatedGate({
      verification,
      store,
      remark: (sentence) => remark(terminal, sentence),
      promise: (sentence) => (done = sentence),
    })
    const authenticator = {
      ...authenticatorOver({ store, gate, seed, input }),
      allowSelfAttestation: policy === 'packed',
      deviceBound: given['device-bound'],
    }
    const response = await create(client, authenticator, { caller: request.caller, options })
    remark(terminal, done)
    printJson(terminal, response)
    return true
  } finally {
    store.close()
  }
}

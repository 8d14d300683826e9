import type { Authenticator } from '@keyward/webauthn/authenticator'
import { type Caller, tolerate } from '@keyward/webauthn/client'
import { readChoice, readSeed, readStorePath } from '../arguments.ts'
import { authenticatorOver } from '../make-authenticator.ts'
import { simulatedGate, USER_VERIFICATION } from '../gate.ts'
import { parseJson, readRequest, readStdin } from '../../input.ts'
import { printJson, remark } from '../../output.ts'
import { openStore } from '../store/open.ts'
import type { Terminal } from '../../terminal.ts'

/** What both ceremonies take on the command line. */
export const CEREMONY_OPTIONS = {
  store: { type: 'string' },
  'user-verification': { type: 'string' },
  seed: { type: 'string' },
  'ready-hash': { type: 'boolean', default: false },
} as const

interface Given {
  readonly store?: string | undefined
  readonly 'user-verification'?: string | undefined
  readonly seed?: string | undefined
  readonly 'ready-hash': boolean
}

/** How create and get differ. */
export interface CeremonyKind<Options> {
  /** Whether a store that is not there is made. */
  readonly makeStore: boolean
  readonly credentialId?: Uint8Array | undefined
  readonly read: (json: unknown) => Options
  readonly perform: (
    authenticator: Authenticator,
    request: { caller: Caller; options: Options },
  ) => Promise<object>
}

/**
 * Answers the request on standard input: everything that was typed is checked before the input is
 * read, and the input before the store is opened.
 */
export async function answerRequest<Options>(
  terminal: Terminal,
  given: Given,
  kind: CeremonyKind<Options>,
): Promise<true> {
  const path = readStorePath(given.store)
  const seed = readSeed(given.seed)
  const verification = readChoice(
    '--user-verification',
    given['user-verification'],
    USER_VERIFICATION,
  )
  const input = await readStdin(terminal)
  const request = readRequest(parseJson(input), given['ready-hash'])
  const options = kind.read(tolerate(request.options, 'json'))
  const store = openStore(path, { make: kind.makeStore })
  try {
    let done = ''
    const gate = simulatedGate({
      verification,
      store,
      ...(kind.credentialId === undefined ? {} : { credentialId: kind.credentialId }),
      remark: (sentence) => remark(terminal, sentence),
      promise: (sentence) => (done = sentence),
    })
    const authenticator = authenticatorOver({ store, gate, seed, input })
    const response = await kind.perform(authenticator, { caller: request.caller, options })
    remark(terminal, done)
    printJson(terminal, response)
    return true
  } finally {
    store.close()
  }
}

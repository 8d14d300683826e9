import type { Keyholder } from '@keyward/keyholder/keyholder'
import { providerOf } from '@keyward/keyholder/commands'
import { type Person, signIn } from '@keyward/keyholder/provider'
import {
  type AuthenticationResponse,
  type CancelSignal,
  type Embedding,
  requestOptionsFromJSON,
  tolerate,
} from '@keyward/webauthn/client'
import { AgentError } from '../error.ts'

/** Where an agent signs in, and why. */
export interface SignInPlace {
  /** The page's origin, from whoever knows it for certain: the browser, never the page. */
  readonly origin: string
  /** For a frame that is of another origin than a frame above it. */
  readonly embedding?: Embedding
  /** Stands in the activity beside the sign-in: 1 to 200 characters. */
  readonly reason: string
  readonly signal?: CancelSignal
}

const MOST_LETTERS = 200

/** See `Agent.signIn`. */
export async function signInAs(
  keyholder: Keyholder,
  request: unknown,
  { origin, embedding, reason, signal }: SignInPlace,
): Promise<AuthenticationResponse> {
  const given = reason.trim()
  if (given === '' || given.length > MOST_LETTERS)
    throw new AgentError(
      'agent.reason',
      `An agent says why it signs in, in at most ${MOST_LETTERS} characters.`,
    )
  const device = { isProviderEnabled: true, isVerificationSetUp: true }
  const provider = await providerOf(keyholder, device)
  const caller = {
    kind: 'origin',
    origin,
    ...(embedding === undefined ? {} : { embedding }),
  } as const
  return signIn(provider, PROGRAM, {
    caller,
    options: requestOptionsFromJSON(tolerate(request, 'json')),
    surface: 'other',
    reason: given,
    ...(signal === undefined ? {} : { signal }),
  })
}

/** What stands in for a person: its secret unlocked the folder, and it makes no passkeys. */
const PROGRAM: Person = {
  canVerify: true,
  verify: async () => ({ outcome: 'verified', method: 'passphrase' }),
  choosePasskey: async ({ candidates: [newest] }) => newest?.credentialId,
  chooseAccount: async () => undefined,
  confirmExcluded: async () => false,
}

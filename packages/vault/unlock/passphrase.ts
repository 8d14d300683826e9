import { decodeBase64url } from '@keyward/codec'
import { ARGON2ID_COST } from '@keyward/primitives/kdf'
import type { client as OpaqueClient } from '@serenity-kit/opaque'
import { VaultError } from '../error.ts'
import { SecretBytes } from '../secret-bytes.ts'
import { UnlockSecret } from './account-key.ts'
import { normalisePassphrase } from './normalise.ts'
import { Unprintable } from '@keyward/primitives/unprintable'

/** The cost is named with every call: the library's own default may change. */
const KEY_STRETCHING = {
  'argon2id-custom': {
    memory: ARGON2ID_COST.memoryKiB,
    iterations: ARGON2ID_COST.iterations,
    parallelism: ARGON2ID_COST.parallelism,
  },
} as const

/** One registration or sign-in under way. It can't print: it holds the passphrase and the blind. */
export class PassphraseAttempt extends Unprintable {
  readonly #passphrase: string
  readonly #state: string

  constructor(passphrase: string, state: string) {
    super('passphrase attempt')
    this.#passphrase = passphrase
    this.#state = state
  }

  /** Both, for the second half of the exchange. */
  reveal(): { readonly passphrase: string; readonly state: string } {
    return { passphrase: this.#passphrase, state: this.#state }
  }
}

/** What a registration gives. Messages are base64url text, as all that goes over the wire. */
export interface PassphraseRegistration {
  /** For the server to keep. */
  readonly record: string
  /** The server's static key, base64url: to be remembered and compared at every sign-in. */
  readonly serverKey: string
  readonly secret: UnlockSecret
}

/** What a sign-in gives. */
export interface PassphraseLogin {
  /** For the server, which accepts it or not. */
  readonly finish: string
  /** The key that both sides share, 64 bytes. */
  readonly sessionKey: SecretBytes
  readonly serverKey: string
  readonly secret: UnlockSecret
}

/**
 * Starts the registration of a passphrase: OPAQUE (RFC 9807) with ristretto255, SHA-512 and 3DH.
 * The passphrase never leaves, and no hash of it does.
 */
export async function startRegistration(
  passphrase: string,
): Promise<{ attempt: PassphraseAttempt; request: string }> {
  const client = await opaqueClient()
  const password = normalisePassphrase(passphrase)
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password })
  return {
    attempt: new PassphraseAttempt(password, clientRegistrationState),
    request: registrationRequest,
  }
}

/** Finishes a registration with the server's response. @throws {VaultError} `opaque.malformed` */
export async function finishRegistration(
  attempt: PassphraseAttempt,
  response: string,
): Promise<PassphraseRegistration> {
  const client = await opaqueClient()
  const { passphrase: password, state: clientRegistrationState } = attempt.reveal()
  const finished = opened(() =>
    client.finishRegistration({
      password,
      clientRegistrationState,
      registrationResponse: response,
      keyStretching: KEY_STRETCHING,
    }),
  )
  return {
    record: finished.registrationRecord,
    serverKey: finished.serverStaticPublicKey,
    secret: new UnlockSecret('passphrase', decodeBase64url(finished.exportKey)),
  }
}

/** Starts a sign-in by passphrase. */
export async function startLogin(
  passphrase: string,
): Promise<{ attempt: PassphraseAttempt; request: string }> {
  const client = await opaqueClient()
  const password = normalisePassphrase(passphrase)
  const { clientLoginState, startLoginRequest } = client.startLogin({ password })
  return { attempt: new PassphraseAttempt(password, clientLoginState), request: startLoginRequest }
}

/**
 * Finishes a sign-in with the server's response.
 *
 * @param serverKey the server's static key as it was at registration, where this device knows it
 * @throws {VaultError} `opaque.wrong-passphrase` for a wrong passphrase or an unknown member, which
 *   look alike; `opaque.server-key` for another server; `opaque.malformed`
 */
export async function finishLogin(
  attempt: PassphraseAttempt,
  response: string,
  serverKey?: string,
): Promise<PassphraseLogin> {
  const client = await opaqueClient()
  const { passphrase: password, state: clientLoginState } = attempt.reveal()
  const finished = opened(() =>
    client.finishLogin({
      password,
      clientLoginState,
      loginResponse: response,
      keyStretching: KEY_STRETCHING,
    }),
  )
  if (finished === undefined)
    throw new VaultError('opaque.wrong-passphrase', 'The passphrase is wrong.')
  if (serverKey !== undefined && serverKey !== finished.serverStaticPublicKey)
    throw new VaultError('opaque.server-key', 'The server is not the one that was signed up with.')
  return {
    finish: finished.finishLoginRequest,
    sessionKey: new SecretBytes(decodeBase64url(finished.sessionKey), 'session key'),
    serverKey: finished.serverStaticPublicKey,
    secret: new UnlockSecret('passphrase', decodeBase64url(finished.exportKey)),
  }
}

/** Loaded when it is needed: the WebAssembly is larger than a first screen may be. */
async function opaqueClient(): Promise<typeof OpaqueClient> {
  const { client, ready } = await import('@serenity-kit/opaque')
  await ready
  return client
}

function opened<T>(work: () => T): T {
  try {
    return work()
  } catch {
    // The library's message names internal steps; nothing of it helps anybody.
    throw new VaultError('opaque.malformed', 'The server’s answer is no answer to this request.')
  }
}

import { client, ready, server } from '@serenity-kit/opaque'
import { Refused } from './refused.ts'

/** The server's part of OPAQUE (RFC 9807), with its long-lived setup. */
export interface Opaque {
  /** Answers a registration. It is the same for known and unknown users. @throws {Refused} `bad_request` */
  register(userIdentifier: string, request: string): string
  /**
   * Answers the first half of a sign-in. Without a record the answer is one that nobody can tell
   * from a real one, and no second half fits it.
   *
   * @throws {Refused} `bad_request`
   */
  start(
    userIdentifier: string,
    record: string | undefined,
    request: string,
  ): { readonly state: string; readonly response: string }
  /** Whether it is a registration record by which a sign-in can be answered. Never throws. */
  isRecord(record: string): boolean
  /** Whether the second half proves the passphrase. Never throws. */
  isProven(state: string, finish: string): boolean
}

/** The server's part with the setup from the secrets file. @throws {Error} when it is none */
export async function makeOpaque(serverSetup: string): Promise<Opaque> {
  await ready
  server.getPublicKey(serverSetup)
  // Any request will do to see whether a record can be answered by.
  const { startLoginRequest: sample } = client.startLogin({ password: '' })
  return {
    register: (userIdentifier, registrationRequest) =>
      answered(
        () =>
          server.createRegistrationResponse({ serverSetup, userIdentifier, registrationRequest })
            .registrationResponse,
      ),
    start: (userIdentifier, registrationRecord, startLoginRequest) =>
      answered(() => {
        const started = server.startLogin({
          serverSetup,
          userIdentifier,
          registrationRecord,
          startLoginRequest,
        })
        return { state: started.serverLoginState, response: started.loginResponse }
      }),
    isRecord(registrationRecord) {
      const user = { serverSetup, userIdentifier: '', registrationRecord }
      try {
        server.startLogin({ ...user, startLoginRequest: sample })
        return true
      } catch {
        return false
      }
    },
    isProven(serverLoginState, finishLoginRequest) {
      try {
        server.finishLogin({ serverLoginState, finishLoginRequest })
        return true
      } catch {
        return false
      }
    },
  }
}

function answered<T>(work: () => T): T {
  try {
    return work()
  } catch {
    // The library's message names internal steps; nothing of it helps anybody.
    throw new Refused('bad_request', { path: 'request' })
  }
}

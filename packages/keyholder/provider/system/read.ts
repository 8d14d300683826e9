import { decodeBase64url } from '@keyward/codec'
import {
  type CreationOptions,
  creationOptionsFromJSON,
  type RequestOptions,
  requestOptionsFromJSON,
  tolerate,
} from '@keyward/webauthn/client'
import { WebAuthnError } from '@keyward/webauthn/data'
import type { IosCreate, IosGet, PrfText, SystemCreate, SystemGet } from './types.ts'

/** What to sign with where an iPhone names no algorithm: ES256, which all of them take. */
const ES256 = -7

/**
 * The options of a request for a new passkey. What apps write wrongly in ways that are known is
 * understood.
 *
 * @throws {WebAuthnError} `options.*`
 */
export function readCreate(request: SystemCreate): CreationOptions {
  return request.platform === 'ios'
    ? iosCreation(request)
    : creationOptionsFromJSON(tolerate(jsonOf(request.requestJson), 'json'))
}

/** The options of a request to sign in. @throws {WebAuthnError} `options.*` */
export function readGet(request: SystemGet): RequestOptions {
  return request.platform === 'ios'
    ? iosRequest(request)
    : requestOptionsFromJSON(tolerate(jsonOf(request.requestJson), 'json'))
}

/** The RP ID that a request names; undefined where it leaves that to the caller's origin. */
export function rpIdOf(options: CreationOptions | RequestOptions): string | undefined {
  return 'rp' in options ? options.rp.id : options.rpId
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new WebAuthnError('options.type', 'The options of the request are not JSON.', { cause })
  }
}

/** The system has the challenge and the rest of the client data: what is signed is its hash. */
const NO_CHALLENGE = new Uint8Array()

function iosCreation(request: IosCreate): CreationOptions {
  const { rpId, userName, supportedAlgorithms, excludedCredentials } = request
  return {
    rp: { id: rpId, name: request.appName ?? rpId },
    user: {
      id: decodeBase64url(request.userHandle),
      name: userName,
      displayName: request.userDisplayName ?? '',
    },
    challenge: NO_CHALLENGE,
    algorithms: supportedAlgorithms.length === 0 ? [ES256] : supportedAlgorithms,
    excludeCredentials: excludedCredentials.map(descriptor),
    residentKey: 'required',
    userVerification: request.userVerification,
    hints: [],
    attestation: 'none',
    attestationFormats: [],
    extensions: request.prf === undefined ? {} : { prf: prfOf(request.prf) },
  }
}

function iosRequest(request: IosGet): RequestOptions {
  return {
    challenge: NO_CHALLENGE,
    rpId: request.rpId,
    allowCredentials: request.allowedCredentials.map(descriptor),
    userVerification: request.userVerification,
    hints: [],
    extensions: request.prf === undefined ? {} : { prf: prfOf(request.prf) },
  }
}

function descriptor(id: string): CreationOptions['excludeCredentials'][number] {
  return { type: 'public-key', id: decodeBase64url(id), transports: [] }
}

type PrfInput = NonNullable<RequestOptions['extensions']['prf']>
type PrfValues = NonNullable<PrfInput['eval']>

function prfOf({ eval: all, evalByCredential }: PrfText): PrfInput {
  return {
    ...(all === undefined ? {} : { eval: valuesOf(all) }),
    ...(evalByCredential === undefined
      ? {}
      : {
          evalByCredential: new Map(
            evalByCredential.map(({ credentialId, values }) => [credentialId, valuesOf(values)]),
          ),
        }),
  }
}

function valuesOf({ first, second }: NonNullable<PrfText['eval']>): PrfValues {
  const values = { first: decodeBase64url(first) }
  return second === undefined ? values : { ...values, second: decodeBase64url(second) }
}

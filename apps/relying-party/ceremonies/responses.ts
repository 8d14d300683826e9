import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { Refusal } from '../errors.ts'

type Json = Record<string, unknown>

/**
 * Checks the shape of a RegistrationResponseJSON (WebAuthn Level 3, §5.1); what is inside its
 * byte strings is for the verification to judge.
 * @throws {Refusal} `invalid_request`, naming the member that is missing or of the wrong type
 */
export function parseRegistrationResponse(value: unknown): RegistrationResponseJSON {
  const { credential, response } = parseCredential(value)
  const transports = response['transports']
  return {
    ...commonMembers(credential),
    response: {
      clientDataJSON: text(response, 'response.clientDataJSON'),
      attestationObject: text(response, 'response.attestationObject'),
      transports: Array.isArray(transports) ? transports.filter(isTransport).slice(0, 8) : [],
    },
  }
}

/**
 * Checks the shape of an AuthenticationResponseJSON (WebAuthn Level 3, §5.1).
 * @throws {Refusal} `invalid_request`, naming the member that is missing or of the wrong type
 */
export function parseAuthenticationResponse(value: unknown): AuthenticationResponseJSON {
  const { credential, response } = parseCredential(value)
  const userHandle = response['userHandle']
  return {
    ...commonMembers(credential),
    response: {
      clientDataJSON: text(response, 'response.clientDataJSON'),
      authenticatorData: text(response, 'response.authenticatorData'),
      signature: text(response, 'response.signature'),
      ...(typeof userHandle === 'string' ? { userHandle } : {}),
    },
  }
}

function parseCredential(value: unknown): { credential: Json; response: Json } {
  if (!isObject(value)) throw invalid('The answer', 'a JSON object')
  if (!isObject(value['response'])) throw invalid('"response"', 'an object')
  return { credential: value, response: value['response'] }
}

type CommonMembers = {
  id: string
  rawId: string
  type: 'public-key'
  clientExtensionResults: Json
  authenticatorAttachment?: 'platform' | 'cross-platform'
}

function commonMembers(credential: Json): CommonMembers {
  const attachment = credential['authenticatorAttachment']
  const extensions = credential['clientExtensionResults']
  return {
    id: text(credential, 'id'),
    rawId: text(credential, 'rawId'),
    // The verification compares this with the only type there is.
    type: text(credential, 'type') as 'public-key',
    clientExtensionResults: withoutSecrets(isObject(extensions) ? extensions : {}),
    ...(attachment === 'platform' || attachment === 'cross-platform'
      ? { authenticatorAttachment: attachment }
      : {}),
  }
}

/** The outputs of `prf` are secrets of the person signing in: Perch says that they came, no more. */
function withoutSecrets(extensions: Json): Json {
  const prf = extensions['prf']
  if (!isObject(prf) || !isObject(prf['results'])) return extensions
  const results = Object.keys(prf['results']).map((name) => [name, '(present, not kept)'])
  return { ...extensions, prf: { ...prf, results: Object.fromEntries(results) } }
}

function text(from: Json, path: string): string {
  const value = from[path.replace('response.', '')]
  if (typeof value !== 'string') throw invalid(`"${path}"`, 'a string')
  return value
}

function isTransport(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z-]{1,32}$/.test(value)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(what: string, expected: string): Refusal {
  return new Refusal('invalid_request', `${what} must be ${expected}.`)
}

import { decodeBase64url } from '@keyward/codec'

type UserVerification = 'required' | 'preferred' | 'discouraged'

export interface PrfValues {
  readonly first: string
  readonly second?: string
}

/** Inputs of the `prf` extension, as the contract of the shells has them. */
export interface PrfInput {
  readonly eval?: PrfValues
  readonly evalByCredential?: readonly {
    readonly credentialId: string
    readonly values: PrfValues
  }[]
}

/** What the platform reads of a request before it hands it on. Bytes are base64url. */
export interface AskedOptions {
  readonly challenge: string
  /** Undefined: the caller's own host. */
  readonly rpId: string | undefined
  readonly userVerification: UserVerification
  /** Credential IDs: excluded for a create, allowed for a get. */
  readonly credentials: readonly string[]
  /** Milliseconds that the caller waits. */
  readonly timeout: number
  readonly prf: PrfInput | undefined
}

export interface AskedCreation extends AskedOptions {
  readonly user: { readonly id: string; readonly name: string; readonly displayName?: string }
  readonly algorithms: readonly number[]
}

/** The platform can't read what the app asks for. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
}

const DEFAULT_TIMEOUT = 300_000
const LONGEST_TIMEOUT = 600_000

type Fields = Readonly<Record<string, unknown>>

/** Reads a PublicKeyCredentialCreationOptionsJSON. @throws {OptionsError} */
export function readCreation(options: Fields): AskedCreation {
  const user = fieldsOf(options['user'])
  const name = textOf(user['name'], 'user.name')
  const displayName = user['displayName']
  return {
    ...readCommon(options, {
      rpId: fieldsOf(options['rp'])['id'],
      userVerification: fieldsOf(options['authenticatorSelection'])['userVerification'],
      credentials: options['excludeCredentials'],
    }),
    user: {
      id: bytesOf(user['id'], 'user.id'),
      name,
      ...(typeof displayName === 'string' ? { displayName } : {}),
    },
    algorithms: listOf(options['pubKeyCredParams'])
      .map((each) => fieldsOf(each)['alg'])
      .filter((alg): alg is number => Number.isInteger(alg)),
  }
}

/** Reads a PublicKeyCredentialRequestOptionsJSON. @throws {OptionsError} */
export function readRequest(options: Fields): AskedOptions {
  return readCommon(options, {
    rpId: options['rpId'],
    userVerification: options['userVerification'],
    credentials: options['allowCredentials'],
  })
}

function readCommon(
  options: Fields,
  parts: { rpId: unknown; userVerification: unknown; credentials: unknown },
): AskedOptions {
  const { rpId, userVerification } = parts
  const { timeout } = options
  return {
    challenge: bytesOf(options['challenge'], 'challenge'),
    rpId: rpId === undefined ? undefined : textOf(rpId, 'the RP ID'),
    userVerification:
      userVerification === 'required' || userVerification === 'discouraged'
        ? userVerification
        : 'preferred',
    credentials: listOf(parts.credentials).map((each) =>
      bytesOf(fieldsOf(each)['id'], 'a credential ID'),
    ),
    timeout:
      typeof timeout === 'number' && timeout > 0
        ? Math.min(timeout, LONGEST_TIMEOUT)
        : DEFAULT_TIMEOUT,
    prf: readPrf(fieldsOf(options['extensions'])['prf']),
  }
}

function readPrf(value: unknown): PrfInput | undefined {
  if (value === undefined) return undefined
  const { eval: all, evalByCredential } = fieldsOf(value)
  return {
    ...(all === undefined ? {} : { eval: readValues(all) }),
    ...(evalByCredential === undefined
      ? {}
      : {
          evalByCredential: Object.entries(fieldsOf(evalByCredential)).map(([id, values]) => ({
            credentialId: bytesOf(id, 'a credential ID of prf'),
            values: readValues(values),
          })),
        }),
  }
}

function readValues(value: unknown): PrfValues {
  const { first, second } = fieldsOf(value)
  return {
    first: bytesOf(first, 'an input of prf'),
    ...(second === undefined ? {} : { second: bytesOf(second, 'an input of prf') }),
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown, what: string): string {
  if (typeof value === 'string' && value.length <= 1024) return value
  throw new OptionsError(`The request can't be read: ${what} is missing or no text.`)
}

function bytesOf(value: unknown, what: string): string {
  const text = textOf(value, what)
  try {
    decodeBase64url(text)
  } catch (cause) {
    throw new OptionsError(`The request can't be read: ${what} is not base64url.`, { cause })
  }
  return text.replace(/=+$/, '')
}

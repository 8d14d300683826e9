import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'

/** What a page got, as the JSON of its credential, or the name of the error. */
export interface PageAnswer {
  readonly error?: string
  readonly json?: CredentialJson
}

/** Of `PublicKeyCredential.toJSON`, as far as it is looked at here. */
export interface CredentialJson {
  readonly id: string
  readonly rawId: string
  readonly authenticatorAttachment: string
  readonly clientExtensionResults: Readonly<Record<string, unknown>> & {
    readonly prf?: {
      readonly enabled?: boolean
      readonly results?: Readonly<Record<string, string>>
    }
  }
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature?: string
    readonly userHandle?: string
    readonly attestationObject?: string
    readonly publicKey?: string
    readonly publicKeyAlgorithm?: number
    readonly transports?: readonly string[]
  }
}

const MOST_MILLISECONDS = 20_000

/**
 * Has a page ask for a passkey of its own host, or a sign-in with one. What came of it is kept in the
 * page, for `answerOf`.
 *
 * @param publicKey JavaScript of an object that is laid over the options
 * @param outer the same, of the object around them
 */
export async function askPage(
  page: Page,
  verb: 'create' | 'get',
  publicKey = '{}',
  outer = '{}',
): Promise<void> {
  await page.evaluate(`window.answer = undefined; (${ASK})('${verb}', ${publicKey}, ${outer})
    .then((given) => (window.answer = given)); 0`)
}

/** What came of the last request, once it has come. */
export async function answerOf(page: Page): Promise<PageAnswer> {
  const found = await page.waitForFunction('window.answer', undefined, {
    timeout: MOST_MILLISECONDS,
  })
  return (await found.jsonValue()) as PageAnswer
}

/** The credential that came. @throws when an error came */
export async function credentialFor(page: Page): Promise<CredentialJson> {
  const { json, error } = await answerOf(page)
  if (json === undefined) throw new Error(`The page got ${error}.`)
  return json
}

/** Whether the page still waits. */
export async function isWaiting(page: Page): Promise<boolean> {
  return (await page.evaluate('window.answer === undefined')) as boolean
}

/** For the page. It gives up by itself: no request may stay open behind a test. */
const ASK = `async (verb, publicKey, outer) => {
  try {
    const signal = AbortSignal.timeout(${MOST_MILLISECONDS})
    const made = await navigator.credentials[verb]({ signal, ...outer, publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rp: { name: 'A site' },
      user: { id: crypto.getRandomValues(new Uint8Array(8)), name: 'ada', displayName: 'Ada' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
      ...publicKey,
    } })
    return { json: made.toJSON() }
  } catch (error) {
    return { error: error.name }
  }
}`

/** What an authenticator says of a ceremony (section 6.1), taken apart by hand. */
export interface AuthenticatorFacts {
  readonly rpIdHash: string
  readonly isPresent: boolean
  readonly isVerified: boolean
  readonly isBackupEligible: boolean
  readonly isBackedUp: boolean
  readonly counter: number
  /** Of a new passkey: as a GUID. */
  readonly aaguid: string
  readonly bytes: Buffer
}

export function authenticatorFacts({ response }: CredentialJson): AuthenticatorFacts {
  const bytes = Buffer.from(response.authenticatorData, 'base64url')
  const flags = bytes[32] ?? 0
  const aaguid = bytes.subarray(37, 53).toString('hex')
  return {
    rpIdHash: bytes.subarray(0, 32).toString('hex'),
    isPresent: (flags & 1) !== 0,
    isVerified: (flags & 4) !== 0,
    isBackupEligible: (flags & 8) !== 0,
    isBackedUp: (flags & 16) !== 0,
    counter: bytes.readUInt32BE(33),
    aaguid: aaguid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    bytes,
  }
}

/** What a passkey signs (section 7.2). */
export function signedBytes(json: CredentialJson): Buffer {
  const data = Buffer.from(json.response.clientDataJSON, 'base64url')
  return Buffer.concat([
    Buffer.from(json.response.authenticatorData, 'base64url'),
    createHash('sha256').update(data).digest(),
  ])
}

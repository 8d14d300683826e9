import { list, record, type Shape, type Shaped, variants } from '../shape/shape.ts'
import { bytes, flag, literal, text, whole, word } from '../shape/values.ts'

/** Names of requests and accounts. */
export const requestId = text(128)
const accountId = text(64)
const credentialId = bytes(1023, 1)
const userHandle = bytes(64, 1)
const clientDataHash = bytes(32, 32)
export const rpId = text(253)
const name = text(1024)

/** Inputs of the PRF extension as the app gave them. */
const prfValues = record({ first: bytes(1024) }, { second: bytes(1024) })
const prfInput = record(
  {},
  {
    eval: prfValues,
    evalByCredential: list(record({ credentialId, values: prfValues }), 64),
  },
)
const prfOutput = record({}, { enabled: flag, results: prfValues })

/** The entry of the system's menu that was tapped. */
const chosenPasskey = record({ credentialId })
const chosenAccount = record({ accountId })

const androidCaller = record(
  {
    packageName: text(256),
    /** SHA-256 of the signing certificates, the newest first. */
    certificates: list(bytes(32, 32), 32),
  },
  {
    /** As the caller set it. The system does not check who may. */
    origin: text(512),
    appName: text(256),
  },
)

const androidMembers = {
  requestId,
  platform: literal('android'),
  requestJson: text(100_000),
  caller: androidCaller,
}

const androidCreate = record(
  { ...androidMembers, kind: literal('create') },
  { clientDataHash, isConditional: flag, chosen: chosenAccount },
)

const androidGet = record(
  { ...androidMembers, kind: literal('get') },
  { clientDataHash, isConditional: flag, chosen: chosenPasskey },
)

const userVerification = word('required', 'preferred', 'discouraged')

const iosCreate = record(
  {
    requestId,
    platform: literal('ios'),
    kind: literal('create'),
    rpId,
    userName: name,
    userHandle,
    clientDataHash,
    userVerification,
    supportedAlgorithms: list(whole(-(2 ** 31), 2 ** 31), 64),
    excludedCredentials: list(credentialId, 256),
  },
  {
    userDisplayName: name,
    appName: text(256),
    isConditional: flag,
    prf: prfInput,
    chosen: chosenAccount,
  },
)

const iosGet = record(
  {
    requestId,
    platform: literal('ios'),
    kind: literal('get'),
    rpId,
    clientDataHash,
    userVerification,
    allowedCredentials: list(credentialId, 256),
  },
  { chosen: chosenPasskey, prf: prfInput, isConditional: flag },
)

/** What the extension's background has attested of a frame; nothing of it is what a page says. */
const browserCaller = record(
  { /** ASCII serialisation. */ origin: text(512) },
  {
    /** Where the frame is not of one origin with all its ancestors. */
    embedding: record({ allowedByPolicy: flag, userActivation: flag }, { topOrigin: text(512) }),
    /** The title of the tab: a name that the site gave itself. */
    siteName: text(256),
  },
)

const browserMembers = {
  requestId,
  platform: literal('browser'),
  /** The options in the form of the WebAuthn JSON dictionaries. */
  requestJson: text(100_000),
  caller: browserCaller,
}

const browserCreate = record(
  { ...browserMembers, kind: literal('create') },
  { isConditional: flag, chosen: chosenAccount },
)

const browserGet = record(
  { ...browserMembers, kind: literal('get') },
  { isConditional: flag, chosen: chosenPasskey },
)

export type AndroidCreate = Shaped<typeof androidCreate>
export type AndroidGet = Shaped<typeof androidGet>
export type IosCreate = Shaped<typeof iosCreate>
export type IosGet = Shaped<typeof iosGet>
export type BrowserCreate = Shaped<typeof browserCreate>
export type BrowserGet = Shaped<typeof browserGet>

/** What the operating system of a phone asks. */
export type PhoneRequest = AndroidCreate | AndroidGet | IosCreate | IosGet
/** What a page asks, through the extension. */
export type BrowserRequest = BrowserCreate | BrowserGet

/** What the system asks of the provider, told apart by `platform` and `kind`. */
export type ProviderRequest = PhoneRequest | BrowserRequest

export const providerRequest: Shape<ProviderRequest> = variants('platform', {
  android: variants('kind', { create: androidCreate, get: androidGet }),
  ios: variants('kind', { create: iosCreate, get: iosGet }),
  browser: variants('kind', { create: browserCreate, get: browserGet }),
})

/** Of Android and of browsers: the response in the form of the WebAuthn JSON dictionaries. */
const jsonResult = record({ responseJson: text(100_000) })

const iosCreateResult = record(
  {
    credentialId,
    attestationObject: bytes(16_384, 1),
    rpId,
    clientDataHash,
  },
  { prf: prfOutput },
)

const iosGetResult = record(
  {
    credentialId,
    userHandle,
    rpId,
    signature: bytes(1024, 1),
    authenticatorData: bytes(4096, 37),
    clientDataHash,
  },
  { prf: prfOutput },
)

export type AndroidResult = Shaped<typeof jsonResult>
export type BrowserResult = AndroidResult
export type IosCreateResult = Shaped<typeof iosCreateResult>
export type IosGetResult = Shaped<typeof iosGetResult>

/** What goes back to the system for a request. */
export type ProviderResult = AndroidResult | IosCreateResult | IosGetResult

/** Told apart by the member that no other has. */
export const providerResult: Shape<ProviderResult> = (value, at) => {
  if (has(value, 'responseJson')) return jsonResult(value, at)
  return has(value, 'attestationObject') ? iosCreateResult(value, at) : iosGetResult(value, at)
}

function has(value: unknown, member: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, member)
}

/** How a request ends without a result. */
export const FAILURE_CODES = [
  'user_cancelled',
  'no_credential',
  'excluded',
  'security',
  'interaction_required',
  /** The person wants another device, or the browser's own: its request goes on there. */
  'use_browser',
  'unknown',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

export const failureCode: Shape<FailureCode> = word(...FAILURE_CODES)

/** An account as the system's menu names it: where a new passkey could go. */
const indexAccount = record({ accountId, label: text(512) })

/** A passkey as the system's menu lists it. */
const indexEntry = record({
  credentialId,
  rpId,
  userHandle,
  userName: name,
  displayName: name,
  accountName: text(512),
  lastUsedAt: whole(0),
})

export type IndexAccount = Shaped<typeof indexAccount>
export type IndexEntry = Shaped<typeof indexEntry>

/** As many as fit in one message and more: the message itself has the limit. */
const MOST_LISTED = 10_000

export const indexAccounts = list(indexAccount, MOST_LISTED)
export const indexEntries = list(indexEntry, MOST_LISTED)
export const removedFromIndex = record({
  accounts: list(accountId, MOST_LISTED),
  entries: list(credentialId, MOST_LISTED),
})

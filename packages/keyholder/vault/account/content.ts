import {
  type AccountContent,
  encodeProfile,
  encodeSecrets,
  parseProfile,
  parseSecrets,
  type Profile,
  type Secrets,
  type Unreadable,
} from '../../accounts.ts'

/** Content as bytes, as it is sealed. */
export interface EncodedContent {
  readonly profile: Uint8Array
  readonly secrets: Uint8Array
}

export function encodeContent({ profile, secrets }: AccountContent): EncodedContent {
  return { profile: encodeProfile(profile), secrets: encodeSecrets(secrets) }
}

/** @throws {AccountsError} `content.version`, `content.malformed` */
export function readContent({ profile, secrets }: EncodedContent): AccountContent {
  return { profile: readProfile(profile), secrets: readSecrets(secrets) }
}

/** @throws {AccountsError} `content.version`, `content.malformed` */
export function readProfile(bytes: Uint8Array): Profile {
  return readable(parseProfile(bytes))
}

/** @throws {AccountsError} `content.version`, `content.malformed` */
export function readSecrets(bytes: Uint8Array): Secrets {
  return readable(parseSecrets(bytes))
}

function readable<T>(parsed: { kind: 'readable'; content: T } | Unreadable): T {
  if (parsed.kind === 'readable') return parsed.content
  throw parsed.error
}

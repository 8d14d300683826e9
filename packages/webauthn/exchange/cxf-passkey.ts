import { encodeBase64url } from '@keyward/codec'
import {
  CRED_PROTECT,
  type CredentialSource,
  type CredProtect,
  PrfSeeds,
} from '../authenticator/credential-source.ts'
import { MAX_CREDENTIAL_ID_LENGTH } from '../data/authenticator-data.ts'
import { encodeCoseKey } from '../data/cose-key.ts'
import { WebAuthnError } from '../error.ts'
import { ForeignRecord } from './fields.ts'
import { importPasskeyKey } from './private-key.ts'

/**
 * A passkey of the Credential Exchange Format 1.0 (section 3.3.9), with what only Keyward keeps in
 * a member of its own that others ignore. Bytes are base64url; the key is PKCS#8.
 */
export interface CxfPasskey {
  readonly type: 'passkey'
  readonly credentialId: string
  readonly rpId: string
  readonly username: string
  readonly userDisplayName: string
  readonly userHandle: string
  readonly key: string
  readonly fido2Extensions?: {
    readonly hmacCredentials: {
      readonly algorithm: 'hmac-sha256'
      readonly credWithUV: string
      readonly credWithoutUV: string
    }
  }
  readonly keyward?: {
    readonly rpName: string
    readonly signCount: number
    readonly backupEligible: boolean
    readonly backupState: boolean
    readonly credProtect: CredProtect
    readonly createdAt?: number
  }
}

/**
 * Writes a passkey with its private key, in the clear.
 *
 * @throws {WebAuthnError} `exchange.key` when the key is not on this device
 */
export function encodeCxfPasskey(source: CredentialSource): CxfPasskey {
  const { privateKey, prfSeeds } = source
  if (privateKey === undefined) {
    throw new WebAuthnError(
      'exchange.key',
      'The private key of this passkey is not on this device.',
    )
  }
  return {
    type: 'passkey',
    credentialId: encodeBase64url(source.id),
    rpId: source.rpId,
    username: source.userName,
    userDisplayName: source.userDisplayName,
    userHandle: encodeBase64url(source.userHandle),
    key: encodeBase64url(privateKey.exportPkcs8()),
    ...(prfSeeds === undefined
      ? {}
      : { fido2Extensions: { hmacCredentials: hmacCredentials(prfSeeds) } }),
    keyward: {
      rpName: source.rpName,
      signCount: source.signCount,
      backupEligible: source.backupEligible,
      backupState: source.backupState,
      credProtect: source.credProtect,
      ...(source.createdAt === undefined ? {} : { createdAt: source.createdAt }),
    },
  }
}

function hmacCredentials(
  seeds: PrfSeeds,
): NonNullable<CxfPasskey['fido2Extensions']>['hmacCredentials'] {
  const { withVerification, withoutVerification } = seeds.reveal()
  return {
    algorithm: 'hmac-sha256',
    credWithUV: encodeBase64url(withVerification),
    credWithoutUV: encodeBase64url(withoutVerification),
  }
}

/**
 * Reads a passkey of the Credential Exchange Format, 1.0 or the draft that had one `hmacSecret`.
 * Unknown members and extensions are ignored. Without Keyward's own member a passkey counts as
 * synchronised (BE and BS set) with a counter of zero, as the format asks.
 *
 * @throws {WebAuthnError} `exchange.malformed`, `exchange.key`
 */
export function parseCxfPasskey(value: unknown): CredentialSource {
  const record = new ForeignRecord(value)
  if (record.value('type') !== 'passkey') {
    throw new WebAuthnError('exchange.malformed', 'The record is not of the type "passkey".')
  }
  const { privateKey, publicKey } = importPasskeyKey(record.bytes('key', 1, 8192))
  const seeds = parseSeeds(record.value('fido2Extensions'))
  return {
    type: 'public-key',
    id: record.bytes('credentialId', 1, MAX_CREDENTIAL_ID_LENGTH),
    rpId: record.text('rpId'),
    userHandle: record.bytes('userHandle', 1, 64),
    userName: record.optionalText('username'),
    userDisplayName: record.optionalText('userDisplayName'),
    algorithm: publicKey.algorithm,
    publicKey: encodeCoseKey(publicKey),
    privateKey,
    ...(seeds === undefined ? {} : { prfSeeds: seeds }),
    ...parseOwn(record.value('keyward')),
  }
}

function parseSeeds(extensions: unknown): PrfSeeds | undefined {
  if (extensions === undefined || extensions === null) return undefined
  const record = new ForeignRecord(extensions)
  const current = record.value('hmacCredentials')
  if (current !== undefined && current !== null) {
    const hmac = new ForeignRecord(current)
    if (hmac.value('algorithm') !== 'hmac-sha256') return undefined
    return new PrfSeeds(hmac.bytes('credWithUV', 1, 64), hmac.bytes('credWithoutUV', 1, 64))
  }
  const draft = record.value('hmacSecret')
  if (draft === undefined || draft === null) return undefined
  const hmac = new ForeignRecord(draft)
  if (hmac.value('algorithm') !== 'HS256') return undefined
  const secret = hmac.bytes('secret', 1, 64)
  return new PrfSeeds(secret, secret)
}

type OwnMembers = Pick<
  CredentialSource,
  'rpName' | 'signCount' | 'backupEligible' | 'backupState' | 'credProtect' | 'createdAt'
>

function parseOwn(value: unknown): OwnMembers {
  const credProtect: CredProtect = CRED_PROTECT.userVerificationOptional
  if (value === undefined || value === null)
    return { rpName: '', signCount: 0, backupEligible: true, backupState: true, credProtect }
  const record = new ForeignRecord(value)
  const signCount = record.value('signCount') ?? 0
  const level = record.value('credProtect') ?? credProtect
  const createdAt = record.value('createdAt') ?? undefined
  if (!isCount(signCount, 0xffffffff)) throw malformedOwn('signCount')
  if (!Object.values<unknown>(CRED_PROTECT).includes(level)) throw malformedOwn('credProtect')
  if (createdAt !== undefined && !isCount(createdAt, Number.MAX_SAFE_INTEGER))
    throw malformedOwn('createdAt')
  const backupEligible = record.value('backupEligible') !== false
  return {
    rpName: record.optionalText('rpName'),
    signCount,
    backupEligible,
    backupState: backupEligible && record.value('backupState') !== false,
    credProtect: level as CredProtect,
    ...(createdAt === undefined ? {} : { createdAt }),
  }
}

function isCount(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most
}

function malformedOwn(name: string): WebAuthnError {
  return new WebAuthnError(
    'exchange.malformed',
    `The member "keyward.${name}" of the passkey is out of range.`,
  )
}

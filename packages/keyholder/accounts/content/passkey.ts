import { type CborKey, type CborValue, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { CRED_PROTECT, type CredProtect } from '@keyward/webauthn/authenticator'
import { readDate } from '../dates.ts'
import { malformed, Members, withMembers } from './members.ts'
import { encodeRegister, parseFlagRegister, parseTextRegister, parseTimes } from './registers.ts'
import type { Rest } from './stamped.ts'
import type { NamesOffer, Passkey, PasskeyIdentity } from './types.ts'

export const MOST_CREDENTIAL_ID = 1023

/** Reads the map of passkeys, credential ID to public part, as stored in a profile. */
export function parsePasskeys(map: Rest): Map<string, Passkey> {
  const passkeys = new Map<string, Passkey>()
  for (const [id, value] of map) passkeys.set(credentialKey(id), parsePasskey(id, value))
  return passkeys
}

/** A credential ID as the key of a map in memory. @throws {AccountsError} `content.malformed` */
export function credentialKey(id: CborKey): string {
  if (!(id instanceof Uint8Array) || id.length < 1 || id.length > MOST_CREDENTIAL_ID)
    throw malformed(`a credential ID does not have 1 to ${MOST_CREDENTIAL_ID} bytes`)
  return encodeBase64url(id)
}

function parsePasskey(credentialId: CborKey, value: CborValue): Passkey {
  const members = new Members(value)
  const lastUsedAt = takeDate(members, 'lastUsedAt')
  const offer = takeOffer(members)
  return {
    credentialId: credentialId as Uint8Array,
    ...parseIdentity(members),
    name: parseTextRegister(members.take('name')),
    userName: parseTextRegister(members.take('userName')),
    userDisplayName: parseTextRegister(members.take('userDisplayName')),
    quarantined: parseFlagRegister(members.take('quarantined')),
    ...(offer === undefined ? {} : { offer }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    touched: parseTimes(members.map('touched')),
    removed: parseTimes(members.map('removed')),
    rest: members.rest(),
  }
}

function parseIdentity(members: Members): PasskeyIdentity {
  const backupEligible = members.flag('backupEligible')
  const backupState = members.flag('backupState')
  if (backupState && !backupEligible) throw malformed('a passkey is backed up and may not be')
  const createdAt = takeDate(members, 'createdAt')
  return {
    rpId: members.text('rpId'),
    rpName: members.text('rpName'),
    userHandle: members.bytes('userHandle', 1, 64),
    algorithm: members.integer('algorithm', -65536, 65535, 0),
    publicKey: members.bytes('publicKey', 1, 8192),
    backupEligible,
    backupState,
    credProtect: members.integer(
      'credProtect',
      CRED_PROTECT.userVerificationOptional,
      CRED_PROTECT.userVerificationRequired,
      CRED_PROTECT.userVerificationOptional,
    ) as CredProtect,
    ...(createdAt === undefined ? {} : { createdAt }),
  }
}

/** A date that can't be read counts as absent, and stays in the content as it is. */
function takeDate(members: Members, name: string): number | undefined {
  const value = members.take(name)
  if (value === undefined) return undefined
  const date = readDate(value)
  if (date === undefined) members.keep(name, value)
  return date
}

/** An offer of another form is a later version's, and stays in the content as it is. */
function takeOffer(members: Members): NamesOffer | undefined {
  const value = members.take('offer')
  if (value === undefined) return undefined
  if (isOffer(value)) return parseFlagRegister(value) as NamesOffer
  members.keep('offer', value)
  return undefined
}

function isOffer(value: CborValue): boolean {
  if (!Array.isArray(value)) return false
  const [isOpen, , , ...names] = value as readonly (CborValue | undefined)[]
  return typeof isOpen === 'boolean' && typeof names[0] === 'string' && typeof names[1] === 'string'
}

export function encodePasskeys(passkeys: ReadonlyMap<string, Passkey>): CborValue {
  return new Map<CborKey, CborValue>(
    [...passkeys].map(([key, passkey]) => [decodeBase64url(key), encodePasskey(passkey)]),
  )
}

function encodePasskey(passkey: Passkey): CborValue {
  return withMembers(passkey.rest, {
    ...identityMembers(passkey),
    name: encodeRegister(passkey.name),
    userName: encodeRegister(passkey.userName),
    userDisplayName: encodeRegister(passkey.userDisplayName),
    quarantined: encodeRegister(passkey.quarantined),
    offer: passkey.offer && encodeRegister(passkey.offer),
    lastUsedAt: passkey.lastUsedAt,
    touched: passkey.touched,
    removed: passkey.removed,
  })
}

/** What never changes, as members of the stored map. */
export function identityMembers(passkey: PasskeyIdentity): Record<string, CborValue | undefined> {
  return {
    rpId: passkey.rpId,
    rpName: passkey.rpName,
    userHandle: passkey.userHandle,
    algorithm: passkey.algorithm,
    publicKey: passkey.publicKey,
    backupEligible: passkey.backupEligible,
    backupState: passkey.backupState,
    credProtect: passkey.credProtect,
    createdAt: passkey.createdAt,
  }
}

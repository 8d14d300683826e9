import {
  ByteReader,
  type CborMap,
  type CborValue,
  CodecError,
  concatBytes,
  decodeCbor,
  decodeFirstCbor,
  encodeCbor,
} from '@keyward/codec'
import { WebAuthnError } from '../error.ts'
import { AAGUID_LENGTH, checkAaguid } from './aaguid.ts'
import { FLAG, type GestureFlags } from './flags.ts'

/** Credential IDs have from 1 to 1,023 bytes (WebAuthn Level 3 section 6.5.1, registration step 25). */
export const MAX_CREDENTIAL_ID_LENGTH = 1023

export interface AttestedCredentialData {
  /** 16 bytes. */
  readonly aaguid: Uint8Array
  readonly credentialId: Uint8Array
  /** A COSE_Key, as encoded. */
  readonly credentialPublicKey: Uint8Array
}

export interface AuthenticatorData {
  /** SHA-256 of the RP ID, 32 bytes. */
  readonly rpIdHash: Uint8Array
  /** UP, UV, BE, BS. The AT and ED bits follow from what is there. */
  readonly flags: GestureFlags
  readonly signCount: number
  readonly attestedCredentialData?: AttestedCredentialData
  /** Authenticator extension outputs. */
  readonly extensions?: CborMap
}

/**
 * Encodes authenticator data (WebAuthn Level 3 section 6.1): 37 bytes, and more where a credential
 * or extensions are in it.
 *
 * @throws {WebAuthnError} `data.authenticator-data`, `data.aaguid` for parts of a wrong length
 */
export function encodeAuthenticatorData(data: AuthenticatorData): Uint8Array {
  if (data.rpIdHash.length !== 32) throw malformed('the RP ID hash has not 32 bytes')
  if (!Number.isInteger(data.signCount) || data.signCount < 0 || data.signCount > 0xffffffff) {
    throw malformed('the signature counter is not a 32-bit number')
  }
  const { attestedCredentialData: attested, extensions } = data
  const head = new Uint8Array(37)
  head.set(data.rpIdHash)
  head[32] =
    data.flags |
    (attested === undefined ? 0 : FLAG.attestedCredentialData) |
    (extensions === undefined ? 0 : FLAG.extensionData)
  for (let i = 0; i < 4; i += 1) head[33 + i] = data.signCount >>> (24 - 8 * i)
  if (attested === undefined && extensions === undefined) return head
  return concatBytes(
    head,
    attested === undefined ? new Uint8Array() : encodeAttested(attested),
    extensions === undefined ? new Uint8Array() : encodeCbor(extensions),
  )
}

function encodeAttested(attested: AttestedCredentialData): Uint8Array {
  const { length } = attested.credentialId
  if (length < 1 || length > MAX_CREDENTIAL_ID_LENGTH) {
    throw malformed(
      `the credential ID has ${length} bytes, not between 1 and ${MAX_CREDENTIAL_ID_LENGTH}`,
    )
  }
  return concatBytes(
    checkAaguid(attested.aaguid),
    Uint8Array.of(length >> 8, length & 0xff),
    attested.credentialId,
    attested.credentialPublicKey,
  )
}

/**
 * Parses authenticator data, all of it: reserved bits have to be zero, BS only with BE, and nothing
 * may follow. All parts are copies.
 *
 * @throws {WebAuthnError} `data.authenticator-data`; never another error
 */
export function parseAuthenticatorData(bytes: Uint8Array): AuthenticatorData {
  try {
    return parse(bytes)
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    throw new WebAuthnError(
      'data.authenticator-data',
      `The authenticator data is malformed: ${error.message}`,
      {
        cause: error,
      },
    )
  }
}

function parse(bytes: Uint8Array): AuthenticatorData {
  const reader = new ByteReader(bytes)
  const rpIdHash = new Uint8Array(reader.take(32))
  const bits = reader.uint8()
  const signCount = reader.uint32()
  if ((bits & (FLAG.reserved1 | FLAG.reserved2)) !== 0) throw malformed('a reserved flag is set')
  if ((bits & FLAG.backupState) !== 0 && (bits & FLAG.backupEligible) === 0) {
    throw malformed('it claims to be backed up and not to be eligible for it')
  }
  const attestedCredentialData =
    (bits & FLAG.attestedCredentialData) === 0 ? undefined : parseAttested(reader)
  const extensions = (bits & FLAG.extensionData) === 0 ? undefined : parseExtensions(reader)
  if (reader.remaining > 0) throw malformed(`${reader.remaining} bytes follow its end`)
  return {
    rpIdHash,
    flags: (bits & ~(FLAG.attestedCredentialData | FLAG.extensionData)) as GestureFlags,
    signCount,
    ...(attestedCredentialData === undefined ? {} : { attestedCredentialData }),
    ...(extensions === undefined ? {} : { extensions }),
  }
}

function parseAttested(reader: ByteReader): AttestedCredentialData {
  const aaguid = new Uint8Array(reader.take(AAGUID_LENGTH))
  const length = reader.uint16()
  if (length < 1 || length > MAX_CREDENTIAL_ID_LENGTH)
    throw malformed(`the credential ID has ${length} bytes`)
  const credentialId = new Uint8Array(reader.take(length))
  const following = reader.rest()
  const { value: key, length: keyLength } = decodeFirstCbor(following)
  if (!(key instanceof Map)) throw malformed('its credential public key is not a CBOR map')
  reader.back(following.length - keyLength)
  return { aaguid, credentialId, credentialPublicKey: following.slice(0, keyLength) }
}

function parseExtensions(reader: ByteReader): ReadonlyMap<string | number | Uint8Array, CborValue> {
  const extensions = decodeCbor(reader.rest())
  if (extensions instanceof Map) return extensions
  throw malformed('its extensions are not a CBOR map')
}

function malformed(what: string): WebAuthnError {
  return new WebAuthnError(
    'data.authenticator-data',
    `The authenticator data is malformed: ${what}.`,
  )
}

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'

/** What a test may make different from a faultless ceremony. */
export type Deviations = {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  crossOrigin?: boolean
  /** The flags byte without AT, which registrations add themselves. */
  flags?: number
  signCount?: number
  userHandle?: string | undefined
  /** The credential ID of a new passkey. */
  id?: string
}

export type SoftPasskey = {
  id: string
  privateKey: KeyObject
  userHandle: string
}

const defaultOrigin = 'http://perch.localhost:4180'
const userPresent = 0x01
const userVerified = 0x04
const backupEligible = 0x08
const backedUp = 0x10
const attested = 0x40

/** UP, UV, BE and BS: a synced passkey, used by a person who was verified. */
export const usualFlags = userPresent | userVerified | backupEligible | backedUp

/** The AAGUID that every passkey made here carries. */
export const testAaguid = 'aee0af84-d947-437f-8b99-c8d16725d774'

/** Answers a registration with a new ES256 passkey and attestation "none". */
export function createCredential(
  options: PublicKeyCredentialCreationOptionsJSON,
  deviations: Deviations = {},
) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = deviations.id ? Buffer.from(deviations.id, 'base64url') : randomBytes(32)
  const clientData = makeClientData('webauthn.create', options, deviations)
  const aaguid = Buffer.from(testAaguid.replaceAll('-', ''), 'hex')
  const key = coseKey(publicKey.export({ format: 'jwk' }))
  const idLength = Buffer.from([0, id.length])
  const attestedData = Buffer.concat([aaguid, idLength, id, key])
  const data = makeData(options.rp.id ?? '', attested, deviations, attestedData)
  const passkey: SoftPasskey = {
    id: id.toString('base64url'),
    privateKey,
    userHandle: options.user.id,
  }
  const response = {
    clientDataJSON: clientData.toString('base64url'),
    attestationObject: attestationObject(data).toString('base64url'),
    transports: ['internal', 'hybrid'],
  }
  return { passkey, answer: wrap(passkey.id, response) }
}

/** Answers a sign-in with a passkey made here. */
export function getAssertion(
  passkey: SoftPasskey,
  options: PublicKeyCredentialRequestOptionsJSON,
  deviations: Deviations = {},
) {
  const clientData = makeClientData('webauthn.get', options, deviations)
  const data = makeData(options.rpId ?? '', 0, deviations)
  const hash = createHash('sha256').update(clientData).digest()
  const signature = sign('sha256', Buffer.concat([data, hash]), passkey.privateKey)
  const userHandle = 'userHandle' in deviations ? deviations.userHandle : passkey.userHandle
  return wrap(passkey.id, {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
    ...(userHandle === undefined ? {} : { userHandle }),
  })
}

function wrap(id: string, response: Record<string, unknown>) {
  const authenticatorAttachment = 'platform'
  const clientExtensionResults: Record<string, unknown> = {}
  return {
    id,
    rawId: id,
    type: 'public-key',
    response,
    authenticatorAttachment,
    clientExtensionResults,
  }
}

function makeClientData(
  type: string,
  options: { challenge: string },
  deviations: Deviations,
): Buffer {
  const clientData = {
    type: deviations.type ?? type,
    challenge: deviations.challenge ?? options.challenge,
    origin: deviations.origin ?? defaultOrigin,
    crossOrigin: deviations.crossOrigin ?? false,
  }
  return Buffer.from(JSON.stringify(clientData))
}

function makeData(
  rpId: string,
  moreFlags: number,
  deviations: Deviations,
  more: Uint8Array = new Uint8Array(),
): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(deviations.signCount ?? 0)
  const flags = Buffer.from([(deviations.flags ?? usualFlags) | moreFlags])
  const rpIdHash = createHash('sha256')
    .update(deviations.rpId ?? rpId)
    .digest()
  return Buffer.concat([rpIdHash, flags, count, more])
}

/** CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
function coseKey({ x = '', y = '' }: JsonWebKey): Buffer {
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
}

/** CBOR: {"fmt": "none", "attStmt": {}, "authData": data}, with at most 255 bytes of data. */
function attestationObject(data: Buffer): Buffer {
  const head = Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex')
  return Buffer.concat([head, Buffer.from([0x58, data.length]), data])
}

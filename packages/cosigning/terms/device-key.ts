import type { RecordShape } from '@keyward/codec/records'
import type { IdentityKey } from '@keyward/primitives/identity'
import { CosigningError } from '../error.ts'
import { DEVICE_KEY } from '../labels.ts'
import { requireEqual } from './signers.ts'
import { fieldsFor, makeStatement, type Signed } from './statement.ts'

/** Bytes of an X-Wing public key (draft-connolly-cfrg-xwing-kem). */
export const DEAL_KEY_BYTES = 1216

const { id, bytes } = fieldsFor('device-key')

const MEMBERS = {
  workspaceId: id,
  memberId: id,
  deviceId: id,
  /** The X-Wing public key to which owners seal this device's halves of deals, 1,216 bytes. */
  wrapping: bytes(DEAL_KEY_BYTES),
}
const format = makeStatement('device-key', DEVICE_KEY, MEMBERS)

/** What a device says about its own key for deals. Ids are base64url. */
export type DeviceKey = RecordShape<typeof MEMBERS>
export type SignedDeviceKey = DeviceKey & Signed

/** The device as the workspace's chain names it; `signing` is its Ed25519 identity key, 32 bytes. */
export interface ExpectedDevice {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  readonly signing: Uint8Array
}

/** @throws {CosigningError} `device-key.malformed` when it is none that could be read again */
export function signDeviceKey(key: IdentityKey, statement: DeviceKey): Uint8Array {
  return format.sign(key, statement)
}

/** Nothing is known thereby about the signature. @throws {CosigningError} `device-key.version`, `device-key.malformed` */
export function parseDeviceKey(encoded: Uint8Array): SignedDeviceKey {
  return format.parse(encoded)
}

/** What `parseDeviceKey` accepted, byte for byte. */
export function encodeDeviceKey(statement: SignedDeviceKey): Uint8Array {
  return format.encode(statement)
}

/**
 * The key to which deals for this device are sealed, 1,216 bytes, as the device itself signed it.
 *
 * @throws {CosigningError} as `parseDeviceKey`; `device-key.workspace`, `device-key.member`,
 *   `device-key.device` when it is another's; `device-key.signature`
 */
export function openDeviceKey(encoded: Uint8Array, expected: ExpectedDevice): Uint8Array {
  const statement = parseDeviceKey(encoded)
  requireEqual(statement.workspaceId, expected.workspaceId, 'device-key.workspace')
  requireEqual(statement.memberId, expected.memberId, 'device-key.member')
  requireEqual(statement.deviceId, expected.deviceId, 'device-key.device')
  if (!format.isSignedBy(statement, expected.signing))
    throw new CosigningError('device-key.signature', "The signature is not the device's.")
  return new Uint8Array(statement.wrapping)
}

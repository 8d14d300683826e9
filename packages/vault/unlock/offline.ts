import { type CborValue, concatBytes, encodeCbor, encodeUtf8 } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { ARGON2ID_COST, type Argon2id } from '@keyward/primitives/kdf'
import type { Random } from '@keyward/primitives/signature'
import { malformed, parseFields } from '../fields.ts'
import { OFFLINE_COMBINE } from '../labels.ts'
import { UnlockSecret, type UnlockContext, unlockInfo } from './account-key.ts'
import type { DeviceKeyPort } from './device.ts'
import { normalisePassphrase } from './normalise.ts'

/** What a device keeps to unlock by passphrase without the server. */
export interface OfflineRecord {
  /** 16 bytes, made for this record. */
  readonly salt: Uint8Array
  /** Random bytes that only this device can unwrap. */
  readonly devicePart: Uint8Array
}

/** What both halves of the secret need from outside. */
export interface OfflinePorts {
  readonly argon2id: Argon2id
  readonly deviceKey: DeviceKeyPort
}

/**
 * Makes the secret for unlocking offline on a known device: Argon2id of the passphrase with its own
 * salt, combined by HKDF with 32 random bytes that the device's key wraps. A copy of the device's
 * storage alone lets nobody guess. Where there is no device key there is no unlocking offline.
 *
 * @throws {VaultError} `context.malformed`
 */
export async function makeOffline(
  ports: OfflinePorts & { readonly random: Random },
  passphrase: string,
  context: UnlockContext,
): Promise<{ record: OfflineRecord; secret: UnlockSecret }> {
  const salt = ports.random(16)
  const part = ports.random(32)
  const devicePart = await ports.deviceKey.wrap(part, unlockInfo('offline', context))
  const secret = await combine(ports.argon2id, passphrase, salt, part)
  return { record: { salt, devicePart }, secret }
}

/**
 * Makes the same secret again. A wrong passphrase shows when the account key does not unwrap.
 *
 * @throws {VaultError} `context.malformed`, and what the device's key throws
 */
export async function offlineSecret(
  ports: OfflinePorts,
  passphrase: string,
  context: UnlockContext,
  record: OfflineRecord,
): Promise<UnlockSecret> {
  const part = await ports.deviceKey.unwrap(record.devicePart, unlockInfo('offline', context))
  return combine(ports.argon2id, passphrase, record.salt, part)
}

/** The record as canonical CBOR, version 1. Its cost is `ARGON2ID_COST`; another takes a new version. */
export function encodeOffline(record: OfflineRecord): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['salt', record.salt],
      ['devicePart', record.devicePart],
    ]),
  )
}

/** Reads a record. Total. @throws {VaultError} `offline.malformed` */
export function parseOffline(bytes: Uint8Array): OfflineRecord {
  const fields = parseFields(bytes, ['v', 'salt', 'devicePart'], 'offline.malformed')
  if (fields.uint('v') !== 1) throw malformed('offline.malformed', 'the version is not known')
  return { salt: fields.bytes('salt', 16), devicePart: fields.bytes('devicePart') }
}

async function combine(
  argon2id: Argon2id,
  passphrase: string,
  salt: Uint8Array,
  part: Uint8Array,
): Promise<UnlockSecret> {
  const password = encodeUtf8(normalisePassphrase(passphrase))
  const stretched = await argon2id({ password, salt, ...ARGON2ID_COST, length: 32 })
  const ikm = concatBytes(stretched, part)
  return new UnlockSecret(
    'offline',
    hkdfSha256({ ikm, salt, info: encodeUtf8(OFFLINE_COMBINE) }, 32),
  )
}

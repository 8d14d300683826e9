import { encodeUtf8 } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'

/** What the server answers for its log with. They live as long as its secrets file. */
export interface LogKeys {
  /** Signs the heads of all logs. */
  readonly signing: IdentityKey
  /** Of what the secrets of webhooks are made, 32 bytes. */
  readonly webhooks: Uint8Array
}

/**
 * The keys of the log, of the secrets file and so not in the database: whoever has a copy of that
 * alone can sign nothing.
 *
 * @param opaqueSetup the server setup of OPAQUE, more than 32 random bytes as text
 */
export function deriveLogKeys(opaqueSetup: string): LogKeys {
  const derive = (purpose: string): Uint8Array =>
    hkdfSha256(
      { ikm: encodeUtf8(opaqueSetup), salt: new Uint8Array(), info: encodeUtf8(purpose) },
      32,
    )
  return {
    signing: identityFromSeed(derive('keyward/log-key/v1')),
    webhooks: derive('keyward/webhook-key/v1'),
  }
}

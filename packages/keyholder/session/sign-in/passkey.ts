import type { SessionGranted, SigningDevice } from '@keyward/protocol'
import { passkeyPrfInput, passkeySecret, type UnlockSecret } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import type { Remote } from '../../remote/port.ts'
import type { Core } from '../core.ts'
import type { PasskeyPort } from '../ports.ts'

/**
 * Signs in by a passkey for Keyward itself.
 *
 * @returns also its secret; undefined when the authenticator has no PRF: then another device has to
 *   approve this one
 * @throws {KeyholderError} `remote.*`; what the platform's port rejects with
 */
export async function passkeySession(
  core: Core,
  remote: Remote,
  device: SigningDevice,
  allow: readonly string[],
): Promise<{ readonly granted: SessionGranted; readonly secret: UnlockSecret | undefined }> {
  const port = requirePasskeys(core)
  const { rpId } = await remote.call('getServer')
  const { challenge } = await remote.call('makeChallenge')
  const { credential, prf } = await port.get({
    rpId,
    challenge,
    prfInput: passkeyPrfInput(),
    allow,
  })
  const granted = await remote.call('signInByPasskey', { body: { challenge, credential, device } })
  return { granted, secret: prf === undefined ? undefined : passkeySecret(prf) }
}

/** @throws {KeyholderError} `session.offline-unlock-unavailable` where the platform has none */
export function requirePasskeys({ options }: Core): PasskeyPort {
  if (options.passkeys !== undefined) return options.passkeys
  throw new KeyholderError(
    'session.offline-unlock-unavailable',
    'This device has no passkeys to unlock Keyward with.',
  )
}

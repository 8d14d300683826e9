import { encodeBase64url, equalBytes } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import { passkeyPrfInput, passkeySecret } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import { remoteOf } from '../calls/remote.ts'
import { type Core, requireKnown, requireOpen, sealingOf } from '../core.ts'
import { requirePasskeys } from '../sign-in/passkey.ts'
import { passphraseSession } from '../sign-in/passphrase.ts'
import { tokenOf, tokenRow } from '../state/token.ts'
import { localAccount } from './local-account.ts'
import { keepOffline, offlineAccount } from './offline.ts'

/** How the member in front of an unlocked device shows that it is them. */
export type Check =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  /** `rpId`: of the passkeys that this device unlocks with. */
  | { readonly by: 'passkey'; readonly rpId: string }

/**
 * Whether the member is in front of this unlocked device, who stays unlocked: it is held against what
 * the device keeps, and a passphrase that this can't answer against the server, whose new session
 * takes the place of the last.
 *
 * @throws {KeyholderError} `session.locked`, `session.wrong-passphrase`,
 *   `session.offline-unlock-unavailable` for a passkey that opens nothing here, `remote.*`; what the
 *   platform's port rejects with
 */
export async function checkMember(core: Core, given: Check): Promise<void> {
  requireOpen(core)
  const account =
    given.by === 'passphrase'
      ? await byPassphrase(core, given.passphrase)
      : await byPasskey(core, given.rpId)
  // It may have locked, or its keys may have changed, while the person typed.
  const { accountKey } = requireOpen(core).unlocked
  if (account !== 'checked' && !equalBytes(account.exportBytes(), accountKey.exportBytes()))
    throw new KeyholderError('session.locked', 'The keys have changed: unlock Keyward again.')
}

async function byPassphrase(core: Core, passphrase: string): Promise<AeadKey | 'checked'> {
  try {
    return (await offlineAccount(core, passphrase)).accountKey
  } catch (error) {
    if (!(error instanceof KeyholderError) || !ASK_SERVER.has(error.rule)) throw error
    return await checkedOnline(core, passphrase, error)
  }
}

/** Nothing is kept here, or it is of the passphrase before the present one. */
const ASK_SERVER: ReadonlySet<string> = new Set([
  'session.offline-unlock-unavailable',
  'session.wrong-passphrase',
])

async function checkedOnline(
  core: Core,
  passphrase: string,
  local: KeyholderError,
): Promise<'checked'> {
  const { workspaceId, address, serverKey, deviceId, deviceName: name } = requireKnown(core)
  const who = { workspaceId, address, serverKey, device: { deviceId, name } }
  try {
    const { granted } = await passphraseSession(await remoteOf(core), who, passphrase)
    const open = requireOpen(core)
    open.token = tokenOf(granted)
    await core.replica.write([await tokenRow(sealingOf(core), open.unlocked, open.token)])
    await keepOffline(core, passphrase)
    return 'checked'
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'remote.offline') throw local
    throw error
  }
}

async function byPasskey(core: Core, rpId: string): Promise<AeadKey> {
  const challenge = encodeBase64url(core.platform.random(32))
  const request = { rpId, challenge, prfInput: passkeyPrfInput(), allow: [] }
  const { prf } = await requirePasskeys(core).get(request)
  const account = prf === undefined ? undefined : await localAccount(core, passkeySecret(prf))
  if (account !== undefined) return account.accountKey
  throw new KeyholderError(
    'session.offline-unlock-unavailable',
    'This passkey opens nothing on this device.',
  )
}

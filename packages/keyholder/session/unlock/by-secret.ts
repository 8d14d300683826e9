import { encodeBase64url } from '@keyward/codec'
import { kitSecret, passkeyPrfInput, passkeySecret, type UnlockSecret } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import { remoteOf } from '../calls/remote.ts'
import { type Core, requireKnown } from '../core.ts'
import { parseKit } from '../shown-kit.ts'
import { kitSession } from '../sign-in/kit.ts'
import { passkeySession, requirePasskeys } from '../sign-in/passkey.ts'
import { passphraseSession } from '../sign-in/passphrase.ts'
import { localAccount } from './local-account.ts'
import { keepOffline, offlineAccount } from './offline.ts'
import { unlockOnline } from './online.ts'
import { unlockBy } from './open-with.ts'
import type { Unlock } from './unlock.ts'

/** Unlocks by what a person knows or holds, at the server where it can be reached. @throws as `unlock` */
export async function unlockBySecret(
  core: Core,
  given: Extract<Unlock, { readonly by: 'passphrase' | 'kit' | 'passkey' }>,
): Promise<void> {
  if (given.by === 'passphrase') return byPassphrase(core, given.passphrase)
  if (given.by === 'kit') return byKit(core, given.kit)
  return byPasskey(core, given.rpId)
}

async function byPassphrase(core: Core, passphrase: string): Promise<void> {
  const { workspaceId, address, serverKey, ...known } = requireKnown(core)
  const device = { deviceId: known.deviceId, name: known.deviceName }
  const remote = await remoteOf(core)
  const who = { workspaceId, address, serverKey, device }
  const signedIn = await online(() => passphraseSession(remote, who, passphrase))
  if (signedIn === undefined)
    return unlockBy(core, await offlineAccount(core, passphrase), undefined)
  const { granted, login } = signedIn
  await unlockOnline(core, granted, login.secret, { serverKey: login.serverKey })
  await keepOffline(core, passphrase)
}

async function byKit(core: Core, text: string): Promise<void> {
  const kit = parseKit(text)
  const secret = kitSecret(kit)
  const { deviceId, deviceName: name } = requireKnown(core)
  const remote = await remoteOf(core)
  const mark = { areKeysDue: true }
  const granted = await online(() => kitSession(remote, kit, { deviceId, name }))
  if (granted !== undefined) return unlockOnline(core, granted, secret, mark)
  await byLocal(core, secret, mark, 'session.wrong-kit')
}

async function byPasskey(core: Core, rpId: string | undefined): Promise<void> {
  const { deviceId, deviceName: name } = requireKnown(core)
  const remote = await remoteOf(core)
  const signedIn = await online(() => passkeySession(core, remote, { deviceId, name }, []))
  if (signedIn !== undefined) {
    const { granted, secret } = signedIn
    if (secret === undefined) throw noPrf()
    return unlockOnline(core, granted, secret)
  }
  if (rpId === undefined) throw noPrf()
  const challenge = encodeBase64url(core.platform.random(32))
  const prfInput = passkeyPrfInput()
  const { prf } = await requirePasskeys(core).get({ rpId, challenge, prfInput, allow: [] })
  if (prf === undefined) throw noPrf()
  await byLocal(core, passkeySecret(prf), {}, 'session.offline-unlock-unavailable')
}

async function byLocal(
  core: Core,
  secret: UnlockSecret,
  mark: { readonly areKeysDue?: boolean },
  rule: 'session.wrong-kit' | 'session.offline-unlock-unavailable',
): Promise<void> {
  const account = await localAccount(core, secret)
  if (account === undefined)
    throw new KeyholderError(rule, 'This opens nothing on this device without the server.')
  await unlockBy(core, account, undefined, mark)
}

/** undefined when the server can't be reached. */
async function online<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'remote.offline') return undefined
    throw error
  }
}

function noPrf(): KeyholderError {
  return new KeyholderError(
    'session.offline-unlock-unavailable',
    'This passkey can not unlock Keyward here.',
  )
}

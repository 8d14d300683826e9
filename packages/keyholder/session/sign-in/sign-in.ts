import { KeyholderError } from '../../error.ts'
import { kitSecret, type UnlockSecret } from '@keyward/vault/unlock'
import type { Remote } from '../../remote/port.ts'
import { callWith } from '../calls/call-with.ts'
import { newRemote } from '../calls/remote.ts'
import { type Core, requireNone } from '../core.ts'
import { parseKit } from '../shown-kit.ts'
import { keepOffline } from '../unlock/offline.ts'
import { requireAccount } from './account-key.ts'
import { newDevice } from './device.ts'
import { kitSession } from './kit.ts'
import { setUpDevice, type SignedIn } from './new-device.ts'
import { passkeySession } from './passkey.ts'
import { passphraseSession } from './passphrase.ts'

/** How a member signs in on a device that knows nothing of it yet. */
export type SignIn = {
  readonly origin: string
  readonly deviceName: string
} & (
  | {
      readonly by: 'passphrase'
      /** May be left out where the server has one workspace. */
      readonly workspaceId?: string
      readonly address: string
      readonly passphrase: string
    }
  | { readonly by: 'kit'; readonly kit: string }
  | { readonly by: 'passkey' }
)

/**
 * Signs in, makes this a device of the member, and unlocks. After a kit was used, `renewKeys` is due.
 *
 * @throws {KeyholderError} `session.exists`, `session.wrong-passphrase`, `session.wrong-kit`,
 *   `session.not-admitted`; `session.approval` when the passkey opens nothing, so that another device
 *   has to approve this one; `membership.*` for a chain that can't be believed; `remote.*`, `replica.*`
 */
export async function signIn(core: Core, given: SignIn): Promise<void> {
  requireNone(core)
  const { signedIn, secret } = await beginSignIn(core, given)
  if (secret === undefined)
    throw new KeyholderError(
      'session.approval',
      'This passkey signs in and opens nothing: approve this device from another one.',
    )
  const account = await requireAccount(core, signedIn.me, secret)
  await setUpDevice(core, signedIn, { ...account, areKeysDue: given.by === 'kit' })
  if (given.by === 'passphrase') await keepOffline(core, given.passphrase)
}

/** Signs in without setting the device up. */
export async function beginSignIn(
  core: Core,
  given: SignIn,
): Promise<{ readonly signedIn: SignedIn; readonly secret: UnlockSecret | undefined }> {
  const { remote, rows } = await newRemote(core, given.origin)
  const device = newDevice(core, given.deviceName)
  const { granted, secret, serverKey } = await sessionBy(core, remote, given, device)
  const me = await callWith(remote, granted.token)('getMe')
  if (me.workspaceId !== granted.workspaceId || me.memberId !== granted.memberId)
    throw new KeyholderError('remote.malformed', 'The server answered for another member.')
  return { signedIn: { remote, granted, me, device, serverKey, rows }, secret }
}

async function sessionBy(
  core: Core,
  remote: Remote,
  given: SignIn,
  device: SignedIn['device'],
): Promise<Pick<SignedIn, 'granted' | 'serverKey'> & { secret: UnlockSecret | undefined }> {
  if (given.by === 'passkey')
    return { ...(await passkeySession(core, remote, device, [])), serverKey: '' }
  if (given.by === 'kit') {
    const kit = parseKit(given.kit)
    const granted = await kitSession(remote, kit, device)
    return { granted, secret: kitSecret(kit), serverKey: '' }
  }
  const { address, passphrase } = given
  const workspaceId = given.workspaceId ?? (await onlyWorkspace(remote))
  const who = { workspaceId, address, device }
  const { granted, login } = await passphraseSession(remote, who, passphrase)
  if (granted.workspaceId !== workspaceId)
    throw new KeyholderError(
      'membership.other-workspace',
      'The server answered for another workspace.',
    )
  return { granted, secret: login.secret, serverKey: login.serverKey }
}

async function onlyWorkspace(remote: Remote): Promise<string> {
  const { workspaceId } = await remote.call('getServer')
  if (workspaceId !== null) return workspaceId
  throw new KeyholderError(
    'session.none',
    'This server has no workspace, or several: name the one to sign in to.',
  )
}

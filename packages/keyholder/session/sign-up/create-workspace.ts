import { encodeBase64url } from '@keyward/codec'
import type { CreateWorkspace, SessionGranted } from '@keyward/protocol'
import {
  encodeEntry,
  firstEntry,
  idFromBytes,
  makeEntry,
  type WorkspaceId,
} from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { asOwnRefusal } from '../../membership/decide.ts'
import { foldWhole } from '../../membership/fold.ts'
import type { Remote } from '../../remote/port.ts'
import { become } from '../become.ts'
import { newRemote } from '../calls/remote.ts'
import { type Core, requireNone } from '../core.ts'
import { ShownKit } from '../shown-kit.ts'
import { passphraseSession } from '../sign-in/passphrase.ts'
import { tokenOf } from '../state/token.ts'
import { idsOf, type Unlocked } from '../unlocked.ts'
import { keepOffline } from '../unlock/offline.ts'
import { localMethodRow, makeEnrolment } from './enrolment.ts'
import { firstRows } from './first-rows.ts'
import { makeIndexList } from './index-list.ts'
import { deviceOf, publicKeysOf } from '../keys/public-keys.ts'
import { makeMember } from './new-member.ts'
import { registerPassphrase, requireStrength } from './passphrase.ts'

export interface NewWorkspace {
  readonly origin: string
  /** null where the server asks for none. */
  readonly setupCode: string | null
  readonly workspaceName: string
  readonly ownerName: string
  /** What the Owner signs in with. */
  readonly address: string
  readonly passphrase: string
  readonly deviceName: string
}

/**
 * Makes a workspace with its Owner and this device, and unlocks.
 *
 * @returns the recovery kit, to be shown once
 * @throws {KeyholderError} `session.exists`, `session.weak-passphrase`, `membership.refused` for a
 *   name that none can be, `remote.*`, `replica.*`
 */
export async function createWorkspace(core: Core, given: NewWorkspace): Promise<ShownKit> {
  requireNone(core)
  const { origin, address, passphrase, deviceName } = given
  requireStrength(passphrase, [given.workspaceName, given.ownerName, address])
  const { remote, rows } = await newRemote(core, origin)
  const keys = await makeMember(core, idFromBytes<WorkspaceId>(core.platform.random(16)))
  const genesis = await makeGenesis(core, keys, given)
  const folded = foldWhole([genesis])
  const registration = await registerPassphrase(remote, { ...keys, address }, passphrase)
  const { state } = folded
  const { enrolment, kit } = await makeEnrolment(core, keys, address, registration, state)
  const granted = await send(remote, passphrase, {
    setupCode: given.setupCode,
    entry: encodeBase64url(genesis),
    enrolment,
    index: await makeIndexList(core, keys, state),
    device: { deviceId: keys.deviceId, name: deviceName },
    workspaceId: keys.workspaceId,
  })
  const { serverKey } = registration
  await become(core, {
    known: {
      origin,
      address,
      deviceName,
      serverKey,
      ...idsOf(keys),
      accountKeyEpoch: 1,
      keysetEpoch: 1,
      isAdmitted: true,
      areKeysDue: false,
    },
    unlocked: keys,
    token: tokenOf(granted),
    rows: [
      ...rows,
      ...(await firstRows(core, keys, [enrolment.keyset], { entries: [genesis], folded })),
      localMethodRow(enrolment.kit),
    ],
  })
  await keepOffline(core, passphrase)
  return new ShownKit(kit)
}

async function makeGenesis(core: Core, keys: Unlocked, given: NewWorkspace): Promise<Uint8Array> {
  const by = { author: keys.memberId, time: core.platform.clock() }
  const entry = firstEntry(keys.workspaceId, by, {
    kind: 'workspace-created',
    name: given.workspaceName,
    ownerName: given.ownerName,
    keys: await publicKeysOf(keys),
    device: deviceOf(keys, given.deviceName),
  })
  try {
    return encodeEntry(makeEntry(keys.deviceKey, entry))
  } catch (error) {
    throw asOwnRefusal(error)
  }
}

/**
 * Asks for the workspace. When the answer is lost, it may be there all the same: signing in as its
 * Owner tells.
 */
async function send(
  remote: Remote,
  passphrase: string,
  {
    device,
    workspaceId,
    ...body
  }: CreateWorkspace & {
    readonly device: { readonly deviceId: string; readonly name: string }
    readonly workspaceId: string
  },
): Promise<SessionGranted> {
  try {
    return await remote.call('createWorkspace', { body })
  } catch (error) {
    if (!(error instanceof KeyholderError) || error.rule !== 'remote.offline') throw error
    const { address } = body.enrolment
    const signedIn = await passphraseSession(remote, { workspaceId, address, device }, passphrase)
    return signedIn.granted
  }
}

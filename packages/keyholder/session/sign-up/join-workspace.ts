import { encodeBase64url } from '@keyward/codec'
import type { Joiner, JoinWorkspace, SessionGranted } from '@keyward/protocol'
import { joinProof } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { statementOf } from '../../membership/invitations/joins.ts'
import type { Remote } from '../../remote/port.ts'
import { become } from '../become.ts'
import { asRule, newRemote } from '../calls/remote.ts'
import { type Core, requireNone } from '../core.ts'
import { ShownKit } from '../shown-kit.ts'
import { passphraseSession } from '../sign-in/passphrase.ts'
import { tokenOf } from '../state/token.ts'
import { idsOf, type Unlocked } from '../unlocked.ts'
import { keepOffline } from '../unlock/offline.ts'
import { localMethodRow, makeEnrolment } from './enrolment.ts'
import { firstRows } from './first-rows.ts'
import {
  type InvitationGiven,
  parseInvitation,
  type ViewedInvitation,
  viewInvitation,
} from './invitation.ts'
import { deviceOf, publicKeysOf } from '../keys/public-keys.ts'
import { makeMember } from './new-member.ts'
import { registerPassphrase, requireStrength } from './passphrase.ts'

export interface NewJoin {
  readonly invitation: InvitationGiven
  readonly name: string
  /** What the member will sign in with. */
  readonly address: string
  readonly passphrase: string
  readonly deviceName: string
}

/**
 * Answers an invitation with new keys, and unlocks. The member waits then, until somebody admits it:
 * `checkAdmission` finds out.
 *
 * @returns the recovery kit, to be shown once
 * @throws {KeyholderError} `session.exists`, `session.weak-passphrase`, `membership.invitation`,
 *   `membership.refused`, `remote.*`, `replica.*`
 */
export async function joinWorkspace(core: Core, given: NewJoin): Promise<ShownKit> {
  requireNone(core)
  const { name, address, passphrase, deviceName } = given
  const invitation = parseInvitation(given.invitation)
  const { origin, invitationId, secret } = invitation
  const { remote, rows } = await newRemote(core, origin)
  const view = await viewInvitation(remote, invitation)
  const { state } = view.folded
  requireStrength(passphrase, [state.name, name, address])
  const keys = await makeMember(core, state.workspaceId)
  const registration = await registerPassphrase(remote, { ...keys, address }, passphrase)
  const { enrolment, kit } = await makeEnrolment(core, keys, address, registration, state)
  const joiner = await joinerOf(keys, view, name, deviceName)
  const statement = statementOf(state.workspaceId, invitationId, joiner)
  const proof = secret === undefined ? null : encodeBase64url(joinProof(secret, statement))
  const who = { ...keys, address, device: { deviceId: keys.deviceId, name: deviceName } }
  const granted = await send(remote, invitationId, { joiner, proof, enrolment }, who, passphrase)
  await become(core, {
    known: {
      origin,
      address,
      deviceName,
      serverKey: registration.serverKey,
      ...idsOf(keys),
      accountKeyEpoch: 1,
      keysetEpoch: 1,
      isAdmitted: false,
      areKeysDue: false,
    },
    unlocked: keys,
    token: tokenOf(granted),
    rows: [
      ...rows,
      ...(await firstRows(core, keys, [enrolment.keyset], view)),
      localMethodRow(enrolment.kit),
    ],
  })
  await keepOffline(core, passphrase)
  return new ShownKit(kit)
}

async function joinerOf(
  keys: Unlocked,
  { folded, memberKind }: ViewedInvitation,
  name: string,
  deviceName: string,
): Promise<Joiner> {
  const { epoch, signing, wrapping } = await publicKeysOf(keys)
  const device = deviceOf(keys, deviceName)
  return {
    genesisHash: encodeBase64url(folded.state.genesisHash),
    memberId: keys.memberId,
    memberKind,
    name,
    keys: { epoch, signing: encodeBase64url(signing), wrapping: encodeBase64url(wrapping) },
    device: { ...device, signing: encodeBase64url(device.signing) },
  }
}

/** Joins. When the answer is lost, signing in tells whether it was taken. */
async function send(
  remote: Remote,
  invitationId: string,
  body: JoinWorkspace,
  who: Parameters<typeof passphraseSession>[1],
  passphrase: string,
): Promise<SessionGranted> {
  try {
    return await remote.call('joinWorkspace', { params: { invitationId }, body })
  } catch (error) {
    if (!(error instanceof KeyholderError) || error.rule !== 'remote.offline')
      throw asRule(error, 'invitation_unknown', 'membership.invitation')
    return (await passphraseSession(remote, who, passphrase)).granted
  }
}

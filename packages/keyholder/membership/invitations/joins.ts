import { decodeBase64url, equalBytes } from '@keyward/codec'
import type { InvitationRow, Joiner } from '@keyward/protocol'
import {
  type JoinerStatement,
  parseDeviceId,
  parseInvitationId,
  parseMemberId,
  safetyNumber,
  verifyJoinProof,
  type WorkspaceId,
} from '@keyward/workspace/chain'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import type { Acting } from '../acting.ts'
import { notAdmitted } from '../decide.ts'
import { type KeptInvitation, readKept } from './kept.ts'

/**
 * What speaks for a joiner's keys. `proven`: who joined had the invitation's secret, and this device
 * checked it. `compare`: both people have to compare the safety number first. `refused`: the proof is
 * wrong, or the joiner saw another workspace or was promised another role; never to be admitted.
 */
export type JoinCheck = 'proven' | 'compare' | 'refused'

/** Somebody who answered an invitation and waits. */
export interface WaitingJoin {
  readonly invitationId: string
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
  /** What the joiner says of itself. */
  readonly joiner: JoinerStatement
  readonly address: string
  /** UTC milliseconds. */
  readonly at: number
  readonly check: JoinCheck
  /** Equal on both devices when nobody has changed the keys on the way. */
  readonly safetyNumber: string
  /** 32 bytes, if the joiner gave one. */
  readonly proof: Uint8Array | undefined
}

/** An open invitation that nobody has answered. */
export interface OpenInvitation {
  readonly invitationId: string
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
  readonly createdBy: string
  readonly expiresAt: number
  readonly email: string | null
}

/** Open invitations, and who answered them. @throws {KeyholderError} `forbidden`, `remote.*` */
export async function listInvitations(acting: Acting): Promise<{
  readonly open: readonly OpenInvitation[]
  readonly joins: readonly WaitingJoin[]
}> {
  const { invitations } = await acting.call('listInvitations')
  const open: OpenInvitation[] = []
  const joins: WaitingJoin[] = []
  for (const { join, ...row } of invitations) {
    if (join === null) open.push(row)
    else joins.push(await checkJoin(acting, row, join))
  }
  return { open, joins }
}

async function checkJoin(
  acting: Acting,
  row: Omit<InvitationRow, 'join'>,
  join: NonNullable<InvitationRow['join']>,
): Promise<WaitingJoin> {
  const { state } = acting.membership()
  const joiner = statementOf(state.workspaceId, row.invitationId, join.joiner)
  const proof = join.proof === null ? undefined : decodeBase64url(join.proof)
  const kept = await readKept(acting, row.invitationId)
  return {
    invitationId: row.invitationId,
    role: row.role,
    memberKind: row.memberKind,
    joiner,
    address: join.address,
    at: join.at,
    check: verdict(state.genesisHash, row, joiner, proof, kept),
    safetyNumber: numberWith(acting, joiner),
    proof,
  }
}

function verdict(
  genesisHash: Uint8Array,
  { role, memberKind }: Pick<InvitationRow, 'role' | 'memberKind'>,
  joiner: JoinerStatement,
  proof: Uint8Array | undefined,
  kept: KeptInvitation | undefined,
): JoinCheck {
  if (!equalBytes(joiner.genesisHash, genesisHash) || joiner.memberKind !== memberKind)
    return 'refused'
  if (kept === undefined) return 'compare'
  if (kept.role !== role || kept.memberKind !== memberKind) return 'refused'
  if (proof === undefined) return 'compare'
  return verifyJoinProof(kept.secret, joiner, proof) ? 'proven' : 'refused'
}

/** What a joiner says of itself, as the proof is made of. */
export function statementOf(
  workspaceId: WorkspaceId,
  invitationId: string,
  { genesisHash, memberId, memberKind, name, keys, device }: Joiner,
): JoinerStatement {
  return {
    workspaceId,
    invitationId: parseInvitationId(invitationId),
    genesisHash: decodeBase64url(genesisHash),
    memberId: parseMemberId(memberId),
    memberKind,
    name,
    keys: {
      epoch: keys.epoch,
      signing: decodeBase64url(keys.signing),
      wrapping: decodeBase64url(keys.wrapping),
    },
    device: {
      deviceId: parseDeviceId(device.deviceId),
      name: device.name,
      signing: decodeBase64url(device.signing),
    },
  }
}

function numberWith(acting: Acting, joiner: JoinerStatement): string {
  const { memberId, deviceKey } = acting.unlocked()
  const { state } = acting.membership()
  const self = state.members.get(memberId)
  if (self === undefined) throw notAdmitted()
  return safetyNumber(
    state.genesisHash,
    { memberId, keys: self.keys, deviceSigning: deviceKey.publicKey },
    { memberId: joiner.memberId, keys: joiner.keys, deviceSigning: joiner.device.signing },
  )
}

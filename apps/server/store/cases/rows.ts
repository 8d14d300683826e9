import type { ServerReport } from '@keyward/log'
import type { NewInvitation } from '../ports/invitations.ts'
import type { MethodRow, NewMemberRow } from '../ports/members.ts'
import type { NewSession } from '../ports/sessions.ts'
import type { ChainRow } from '../ports/workspaces.ts'
import { DAY, makeBytes, makeId, NOW, sha256 } from './values.ts'

export function chainRow(sequence: number): ChainRow {
  const bytes = makeBytes(100)
  return { sequence, hash: sha256(bytes), bytes }
}

export function passphraseMethod(more: Partial<MethodRow> = {}): MethodRow {
  return {
    methodId: makeId(),
    kind: 'passphrase',
    name: null,
    accountKeyEpoch: 1,
    wrapped: makeBytes(60),
    createdAt: NOW,
    record: 'record',
    publicKey: null,
    credentialId: null,
    signCount: 0,
    ...more,
  }
}

export function kitMethod(more: Partial<MethodRow> = {}): MethodRow {
  return passphraseMethod({ kind: 'kit', record: null, publicKey: makeBytes(), ...more })
}

export function newMember(memberId: string, more: Partial<NewMemberRow> = {}): NewMemberRow {
  const address = more.address ?? `${memberId}@Perch.example`
  return {
    memberId,
    address,
    addressKey: address.toLowerCase(),
    status: 'waiting',
    accountKeyEpoch: 1,
    anchor: makeBytes(48),
    keyset: { keysetEpoch: 1, accountKeyEpoch: 1, sealed: makeBytes(80) },
    methods: [passphraseMethod(), kitMethod({ createdAt: NOW + 1 })],
    ...more,
  }
}

export function newSession(
  workspaceId: string,
  memberId: string,
  more: Partial<NewSession> = {},
): NewSession {
  return {
    sessionId: makeId(),
    tokenHash: makeBytes(),
    workspaceId,
    memberId,
    deviceId: makeId(),
    deviceName: 'Phone',
    thumbprint: makeId(),
    by: 'passphrase',
    methodId: null,
    startedAt: NOW,
    expiresAt: NOW + 180 * DAY,
    ...more,
  }
}

export function newInvitation(
  scene: { readonly workspaceId: string; readonly owner: string },
  more: Partial<NewInvitation> = {},
): NewInvitation {
  return {
    workspaceId: scene.workspaceId,
    invitationId: makeId(),
    role: 'user',
    memberKind: 'person',
    createdBy: scene.owner,
    createdAt: NOW,
    expiresAt: NOW + DAY,
    chainProof: makeBytes(),
    headSequence: 0,
    headHash: makeBytes(),
    email: null,
    ...more,
  }
}

/** Something for the log. */
export function report(accountId: string, time = NOW): ServerReport {
  return {
    time,
    memberId: null,
    deviceId: null,
    event: 'account-created',
    subject: { accountId },
  }
}

export function joining(invitationId: string, workspaceId: string, memberId: string) {
  const session = newSession(workspaceId, memberId, { by: 'sign-up' })
  const member = newMember(memberId)
  const joiner = {
    genesisHash: 'h',
    memberId,
    memberKind: 'person' as const,
    name: 'Ben',
    keys: { epoch: 1, signing: 's', wrapping: 'w' },
    device: { deviceId: session.deviceId, name: 'Phone', signing: 's' },
  }
  const request = { joiner, address: member.address, proof: makeBytes(), at: NOW }
  return { invitationId, request, member, session, activity: [] }
}

import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { indexListId, type JoinWorkspace } from '@keyward/protocol'
import {
  chainProof,
  hashJoinProof,
  type InvitationId,
  type InvitationSecret,
  joinProof,
  makeInvitationSecret,
} from '@keyward/workspace/chain'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import { type TestDevice, testDevice } from './device.ts'
import {
  deviceOf,
  keysOf,
  makeEnrolment,
  makeSecrets,
  type MemberSecrets,
  newId,
  random,
} from './keys.ts'
import { makeKeys, makeList } from './lists.ts'
import {
  append,
  authorOf,
  chainOf,
  granteeOf,
  type TestMember,
  type TestWorkspace,
} from './workspace.ts'

/** An invitation whose secret its maker keeps. */
export interface TestInvitation {
  readonly invitationId: InvitationId
  readonly secret: InvitationSecret
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
}

/** What `createInvitation` takes. */
export async function makeInvitation(
  by: TestMember,
  role: WorkspaceRole,
  memberKind: MemberKind = 'person',
) {
  const { workspaceId, device } = by
  const { genesisHash, head } = await chainOf(by)
  const invitationId = newId<InvitationId>()
  const secret = makeInvitationSecret(random)
  const proof = chainProof(secret, {
    workspaceId,
    invitationId,
    genesisHash,
    headHash: head.hash,
  })
  const body = {
    invitationId,
    role,
    memberKind,
    expiresAt: device.server.now + 3_600_000,
    chainProof: encodeBase64url(proof),
    headSequence: head.sequence,
    headHash: encodeBase64url(head.hash),
    email: null,
  }
  return { body, invitation: { invitationId, secret, role, memberKind } }
}

export async function invite(
  by: TestMember,
  role: WorkspaceRole,
  memberKind: MemberKind = 'person',
): Promise<TestInvitation> {
  const { body, invitation } = await makeInvitation(by, role, memberKind)
  await by.device.must('createInvitation', { body })
  return invitation
}

/** What `joinWorkspace` takes. */
export async function makeJoin(
  device: TestDevice,
  { workspaceId }: Pick<TestMember, 'workspaceId'>,
  genesisHash: Uint8Array,
  { invitationId, secret, memberKind }: TestInvitation,
  secrets: MemberSecrets,
): Promise<JoinWorkspace> {
  const { memberId, name } = secrets
  const keys = keysOf(secrets)
  const joining = deviceOf(secrets)
  const proof = joinProof(secret, {
    workspaceId,
    invitationId,
    genesisHash,
    memberId,
    memberKind,
    name,
    keys,
    device: joining,
  })
  return {
    joiner: {
      genesisHash: encodeBase64url(genesisHash),
      memberId,
      memberKind,
      name,
      keys: {
        epoch: 1,
        signing: encodeBase64url(keys.signing),
        wrapping: encodeBase64url(keys.wrapping),
      },
      device: { ...joining, signing: encodeBase64url(joining.signing) },
    },
    proof: encodeBase64url(proof),
    enrolment: await makeEnrolment(device, workspaceId, secrets),
  }
}

/** Joins by an invitation: the member waits from then on. */
export async function join(
  workspace: TestWorkspace,
  invitation: TestInvitation,
  name: string,
): Promise<TestMember> {
  const { server, workspaceId, owner } = workspace
  const device = await testDevice(server)
  const secrets = await makeSecrets(name)
  const { genesisHash } = await chainOf(owner)
  const { invitationId } = invitation
  const body = await makeJoin(device, owner, genesisHash, invitation, secrets)
  const session = await device.must('joinWorkspace', { params: { invitationId }, body })
  device.token = session.token
  return { ...secrets, workspaceId, device, session }
}

/** Admits who waits, and gives the index key to who may create accounts. */
export async function admit(
  workspace: TestWorkspace,
  invitation: TestInvitation,
  joiner: TestMember,
): Promise<void> {
  const { owner, index } = workspace
  const { invitations } = await owner.device.must('listInvitations')
  const row = invitations.find(({ invitationId }) => invitationId === invitation.invitationId)
  const proof = row?.join?.proof ?? null
  await append(owner, {
    kind: 'member-joined',
    memberId: joiner.memberId,
    memberKind: invitation.memberKind,
    name: joiner.name,
    role: invitation.role,
    keys: keysOf(joiner),
    device: deviceOf(joiner),
    invitationId: invitation.invitationId,
    joinProofHash: proof === null ? null : hashJoinProof(decodeBase64url(proof)),
  })
  if (invitation.role === 'login-only' || invitation.role === 'guest') return
  await shareIndex(workspace, [...index.holders, joiner])
}

/** Gives the index key to these members and to nobody else; a new one when somebody loses it. */
async function shareIndex(workspace: TestWorkspace, holders: MemberSecrets[]): Promise<void> {
  const { owner, index, workspaceId } = workspace
  const accountId = indexListId(workspaceId)
  const isLess = index.holders.some((holder) => !holders.includes(holder))
  const keys = isLess ? makeKeys(index.keys.profile.epoch + 1) : index.keys
  const grants = holders.map((holder) => [granteeOf(holder), 'owner'] as const)
  const list = await makeList(await authorOf(owner), accountId, keys, grants, index.list.signed)
  const account = { ...PLAIN_PUSH, accountId, lists: [list.push] }
  const { results } = await owner.device.must('push', { body: { accounts: [account] } })
  if (results[0]?.outcome !== 'accepted') throw new Error(JSON.stringify(results))
  Object.assign(index, { keys, list, holders })
}

/** Removes a member, and the index key that it had. */
export async function remove(workspace: TestWorkspace, member: TestMember): Promise<void> {
  const { owner, index } = workspace
  await append(owner, { kind: 'member-removed', memberId: member.memberId })
  if (!index.holders.includes(member)) return
  await shareIndex(
    workspace,
    index.holders.filter((holder) => holder !== member),
  )
}

/** A push that changes nothing, to be filled. */
export const PLAIN_PUSH = {
  lists: [],
  profile: null,
  secrets: null,
  claims: null,
  isDeleted: null,
  onTaken: 'refuse',
  isPutBack: false,
} as const

/** Invites, joins and admits. */
export async function addMember(
  workspace: TestWorkspace,
  name: string,
  role: WorkspaceRole,
  memberKind: MemberKind = 'person',
): Promise<TestMember> {
  const invitation = await invite(workspace.owner, role, memberKind)
  const joiner = await join(workspace, invitation, name)
  await admit(workspace, invitation, joiner)
  return joiner
}

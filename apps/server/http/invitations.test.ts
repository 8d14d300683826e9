import { LIFETIMES } from '@keyward/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDevice } from '../cases/device.ts'
import { makeSecrets, newId } from '../cases/keys.ts'
import { addMember, invite, join, makeInvitation, makeJoin } from '../cases/members.ts'
import { type TestServer, testServer } from '../cases/server.ts'
import { chainOf, signUp, type TestMember, type TestWorkspace } from '../cases/workspace.ts'

let server: TestServer
let workspace: TestWorkspace
let olga: TestMember
const mails: unknown[] = []

beforeAll(async () => {
  const announceInvitation = async (...mail: unknown[]): Promise<boolean> => {
    mails.push(mail)
    return true
  }
  server = await testServer({ mailer: { announceInvitation } })
  workspace = await signUp(server)
  olga = workspace.owner
})

async function outcome(change: object, by: TestMember = olga): Promise<string> {
  const { body } = await makeInvitation(by, 'guest')
  const answer = await by.device.ask('createInvitation', { body: { ...body, ...change } })
  return answer.status === 200 ? 'ok' : `${answer.body.code} ${answer.body.rule ?? ''}`.trim()
}

describe('an invitation', () => {
  test('is to a role within the inviter’s reach', async () => {
    const ada = await addMember(workspace, 'Ada', 'admin')
    expect(await outcome({ role: 'owner' })).toBe('forbidden owner-only-by-hand-over')
    expect(await outcome({ role: 'admin' }, ada)).toBe('forbidden role-out-of-reach')
    expect(await outcome({ role: 'user' }, ada)).toBe('ok')
    expect(await outcome({ role: 'admin', memberKind: 'agent' })).toBe(
      'forbidden agent-not-administrative',
    )
  })

  test('is open for thirty days at most, and leads into this chain', async () => {
    const { now } = server
    expect(await outcome({ expiresAt: now })).toBe('object_refused invitation.expires')
    const late = now + LIFETIMES.invitation + 3_600_001
    expect(await outcome({ expiresAt: late })).toBe('object_refused invitation.expires')
    expect(await outcome({ headSequence: 99 })).toBe('object_refused invitation.head')
    expect(await outcome({ headHash: 'A'.repeat(43) })).toBe('object_refused invitation.head')
  })

  test('is announced by mail where its maker wants that, without its secret', async () => {
    const { body, invitation } = await makeInvitation(olga, 'user')
    const email = 'new@example.org'
    const { isMailed } = await olga.device.must('createInvitation', { body: { ...body, email } })
    expect(isMailed).toBe(true)
    expect(mails).toEqual([[email, "Olga's workspace"]])
    expect(JSON.stringify(mails)).not.toContain(invitation.invitationId)
    expect(await olga.device.must('createInvitation', await makeBody())).toEqual({
      isMailed: false,
    })
  })

  const makeBody = async () => ({ body: (await makeInvitation(olga, 'user')).body })

  test('shows to anybody who knows its id, and to nobody once it is over', async () => {
    const invitation = await invite(olga, 'user')
    const { invitationId } = invitation
    const stranger = await testDevice(server)
    const view = await stranger.must('viewInvitation', { params: { invitationId } })
    expect(view).toMatchObject({ role: 'user', memberKind: 'person' })
    expect(view.chain).toHaveLength((await chainOf(olga)).head.sequence + 1)
    server.now += 3_600_000
    const late = await stranger.ask('viewInvitation', { params: { invitationId } })
    server.now -= 3_600_000
    expect(late.body.code).toBe('invitation_unknown')
    await olga.device.must('deleteInvitation', { params: { invitationId } })
    const gone = await stranger.ask('viewInvitation', { params: { invitationId } })
    expect(gone.body.code).toBe('invitation_unknown')
  })

  test('is answered once, and its answer is shown to who admits', async () => {
    const invitation = await invite(olga, 'user')
    const jo = await join(workspace, invitation, 'Jo')
    const { invitations } = await olga.device.must('listInvitations')
    const row = invitations.find(({ invitationId }) => invitationId === invitation.invitationId)
    expect(row?.join).toMatchObject({
      address: jo.address,
      joiner: { memberId: jo.memberId, name: 'Jo' },
      at: server.now,
    })
    await expect(join(workspace, invitation, 'Kim')).rejects.toThrow('invitation_unknown')
  })

  test('that is revoked takes with it who waits by it', async () => {
    const invitation = await invite(olga, 'user')
    const { invitationId } = invitation
    const jan = await join(workspace, invitation, 'Jan')
    expect((await jan.device.must('getMe')).isAdmitted).toBe(false)
    await olga.device.must('deleteInvitation', { params: { invitationId } })
    expect((await jan.device.ask('getMe')).body.code).toBe('unauthenticated')
  })
})

describe('joining', () => {
  async function joined(change: (body: Awaited<ReturnType<typeof makeJoin>>) => object) {
    const invitation = await invite(olga, 'user')
    const device = await testDevice(server)
    const { genesisHash } = await chainOf(olga)
    const secrets = await makeSecrets(`Joiner ${newId()}`)
    const body = await makeJoin(device, olga, genesisHash, invitation, secrets)
    const { invitationId } = invitation
    const answer = await device.ask('joinWorkspace', {
      params: { invitationId },
      body: { ...body, ...change(body) },
    })
    return answer.status === 200 ? 'ok' : `${answer.body.code} ${answer.body.rule ?? ''}`.trim()
  }
  const joiner = (change: object) => joined((body) => ({ joiner: { ...body.joiner, ...change } }))

  test('takes somebody new who saw this workspace', async () => {
    expect(await joiner({ genesisHash: 'A'.repeat(43) })).toBe('object_refused join.genesis')
    expect(await joiner({ memberKind: 'agent' })).toBe('object_refused join.kind')
    expect(await joiner({ memberId: olga.memberId })).toBe('object_refused member.id-reused')
    const keys = { epoch: 2, signing: 'A'.repeat(43), wrapping: 'A'.repeat(1622) }
    expect(await joiner({ keys })).toBe('object_refused key.epoch')
    expect(await joiner({})).toBe('ok')
  })

  test('takes no address that another member has', async () => {
    const address = olga.address.toUpperCase()
    const told = await joined((body) => ({ enrolment: { ...body.enrolment, address } }))
    expect(told).toBe('address_taken')
  })

  test('may do without a proof: then a safety number is compared', async () => {
    expect(await joined(() => ({ proof: null }))).toBe('ok')
  })
})

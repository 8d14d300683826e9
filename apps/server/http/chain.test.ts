import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import {
  encodeEntry,
  hashEntry,
  type InvitationId,
  makeEntry,
  nextEntry,
  parseEntry,
  type TeamId,
} from '@keyward/workspace/chain'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { beforeAll, describe, expect, test } from 'vitest'
import { deviceOf, keysOf, makeSecrets, newId, random } from '../cases/keys.ts'
import { addMember, admit, invite, join } from '../cases/members.ts'
import { type TestServer, testServer } from '../cases/server.ts'
import { newDeviceOf } from '../cases/sign-in.ts'
import { chainOf, nextBy, signUp, type TestMember, type TestWorkspace } from '../cases/workspace.ts'

let server: TestServer
let workspace: TestWorkspace
let olga: TestMember

beforeAll(async () => {
  server = await testServer()
  workspace = await signUp(server)
  olga = workspace.owner
})

/** `ok`, or why the entry was not appended. */
async function outcome(by: TestMember, entry: string): Promise<string> {
  const { status, body } = await by.device.ask('appendEntry', { body: { entry } })
  return status === 200 ? 'ok' : `${body.code} ${body.rule ?? ''}`.trim()
}

const renamed = (name: string) => ({ kind: 'workspace-renamed', name }) as const

describe('an entry of the chain', () => {
  test('is appended, and everybody gets it', async () => {
    const entry = await nextBy(olga, renamed('Harbour'))
    const { head } = await olga.device.must('appendEntry', { body: { entry } })
    expect(head.hash).toBe(encodeBase64url(hashEntry(parseEntry(decodeBase64url(entry)))))
    const chain = await olga.device.must('getChain', { query: { from: head.sequence } })
    expect(chain).toEqual({ entries: [entry], head })
  })

  test('that lost a race is told that another came first', async () => {
    const first = await nextBy(olga, renamed('First'))
    const second = await nextBy(olga, renamed('Second'))
    expect(await outcome(olga, first)).toBe('ok')
    expect(await outcome(olga, second)).toBe('chain_conflict chain.sequence')
    expect(await outcome(olga, first)).toBe('chain_conflict')
  })

  test('of two devices at once is taken from one of them', async () => {
    const entries = [await nextBy(olga, renamed('One')), await nextBy(olga, renamed('Two'))]
    const outcomes = await Promise.all(entries.map((entry) => outcome(olga, entry)))
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1)
    expect(outcomes.filter((one) => one.startsWith('chain_conflict'))).toHaveLength(1)
  })

  test('is dated at most an hour ahead', async () => {
    const hour = 3_600_000
    const early = await nextBy(olga, renamed('Early'), { time: server.now + hour + 1 })
    expect(await outcome(olga, early)).toBe('chain_refused chain.time')
    const fast = await nextBy(olga, renamed('Fast'), { time: server.now + hour })
    expect(await outcome(olga, fast)).toBe('ok')
  })

  test('is signed by the device that it names', async () => {
    const forged = await nextBy(olga, renamed('Forged'), { key: makeIdentityKey(random) })
    expect(await outcome(olga, forged)).toBe('chain_refused author.signature')
  })

  test('begins no second workspace, and is nothing else than an entry', async () => {
    const { entries } = await olga.device.must('getChain')
    expect(await outcome(olga, entries[0] ?? '')).toBe('chain_conflict')
    expect(await outcome(olga, 'AAAA')).toBe('chain_refused entry.malformed')
  })

  test('that a role may not write is refused by its rule, and logged', async () => {
    const uma = await addMember(workspace, 'Uma', 'user')
    const team = { kind: 'team-created', teamId: newId<TeamId>(), name: 'A', members: [] } as const
    expect(await outcome(uma, await nextBy(uma, team))).toBe('forbidden needs-team-administrator')
    const { entries } = await olga.device.must('getActivity', {
      query: { event: 'request-refused', memberId: uma.memberId },
    })
    expect(entries).toHaveLength(1)
  })
})

describe('a device that is new', () => {
  test('brings itself in by the member’s keyset, and then writes like any other', async () => {
    const fresh = await newDeviceOf(olga)
    const device = { ...deviceOf(fresh), deviceKey: undefined }
    const { deviceId, name, signing } = device
    const freshKey = makeIdentityKey(random)
    const added = {
      kind: 'device-added',
      device: { deviceId, name, signing: freshKey.publicKey },
    } as const
    expect(signing).toBeDefined()
    const entry = await nextBy(fresh, added, { key: olga.keyset.identity, device: null })
    expect(await outcome(fresh, entry)).toBe('ok')
    const next = await nextBy(fresh, renamed('By the new one'), { key: freshKey })
    expect(await outcome(fresh, next)).toBe('ok')
  })

  test('brings in no other device, and writes nothing else', async () => {
    const fresh = await newDeviceOf(olga)
    const other = { ...deviceOf(await makeSecrets('Other')) }
    const added = { kind: 'device-added', device: other } as const
    const entry = await nextBy(fresh, added, { key: olga.keyset.identity, device: null })
    expect(await outcome(fresh, entry)).toBe('device_not_admitted')
    const signed = await nextBy(olga, renamed('By the first'))
    expect(await outcome(fresh, signed)).toBe('device_not_admitted')
  })
})

describe('admitting a member', () => {
  test('takes who asked to join, with what it was invited to', async () => {
    const invitation = await invite(olga, 'user')
    const joiner = await join(workspace, invitation, 'Jo')
    const body = {
      kind: 'member-joined',
      memberId: joiner.memberId,
      memberKind: 'person',
      name: 'Jo',
      role: 'user',
      keys: keysOf(joiner),
      device: deviceOf(joiner),
      invitationId: invitation.invitationId,
      joinProofHash: null,
    } as const
    const other = await makeSecrets('Other')
    const tried = async (change: object): Promise<string> =>
      outcome(olga, await nextBy(olga, { ...body, ...change }))
    const unknown = newId<InvitationId>()
    expect(await tried({ invitationId: unknown })).toBe('chain_refused invitation.unknown')
    expect(await tried({ role: 'guest' })).toBe('chain_refused invitation.other-role')
    for (const change of [
      { memberId: other.memberId },
      { name: 'Joe' },
      { keys: keysOf(other) },
      { device: deviceOf(other) },
      { joinProofHash: random(32) },
    ])
      expect(await tried(change)).toBe('chain_refused invitation.other-joiner')
    expect((await joiner.device.must('getMe')).isAdmitted).toBe(false)
    await admit(workspace, invitation, joiner)
    const me = await joiner.device.must('getMe')
    expect([me.isAdmitted, me.isDeviceAdmitted]).toEqual([true, true])
  })

  test('takes nobody by the invitation of another workspace', async () => {
    const otto = await signUp(server, 'Otto')
    const invitation = await invite(otto.owner, 'user')
    const joiner = await join(otto, invitation, 'Jana')
    const entry = makeEntry(
      olga.deviceKey,
      nextEntry(
        await chainOf(olga),
        { author: olga.memberId, device: olga.deviceId, time: server.now },
        {
          kind: 'member-joined',
          memberId: joiner.memberId,
          memberKind: 'person',
          name: 'Jana',
          role: 'user',
          keys: keysOf(joiner),
          device: deviceOf(joiner),
          invitationId: invitation.invitationId,
          joinProofHash: null,
        },
      ),
    )
    expect(await outcome(olga, encodeBase64url(encodeEntry(entry)))).toBe(
      'chain_refused invitation.unknown',
    )
  })
})

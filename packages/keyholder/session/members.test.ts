import { beforeAll, describe, expect, test } from 'vitest'
import { admit } from '../membership/invitations/admit.ts'
import { invite } from '../membership/invitations/invite.ts'
import { listInvitations } from '../membership/invitations/joins.ts'
import { changeRole, removeMember } from '../membership/members.ts'
import { pullChain } from '../membership/pull.ts'
import { renameWorkspace, setPolicy } from '../membership/settings.ts'
import { changeTeam, createTeam, removeTeam } from '../membership/teams.ts'
import {
  join,
  makeOwner,
  makeWorld,
  ORIGIN,
  OTHER_PASSPHRASE,
  type TestDevice,
  type World,
} from '../cases/world.ts'

const GUEST = { role: 'guest', memberKind: 'person' } as const
const rule = (name: string): unknown => expect.objectContaining({ rule: name })

describe('two members with four devices', () => {
  let world: World
  let olga: TestDevice
  let udo: TestDevice

  beforeAll(async () => {
    world = await makeWorld()
    olga = await makeOwner(world)
  })

  test('an invitation leads in, by the keys that its secret vouches for', async () => {
    const shown = await invite(olga.session, { role: 'user', memberKind: 'person' })
    expect(JSON.stringify({ shown })).toBe('{"shown":"[invitation]"}')
    udo = await join(world, { by: 'link', link: shown.link })
    expect(udo.session.state).toMatchObject({ kind: 'unlocked', known: { isAdmitted: false } })
    expect(await udo.session.checkAdmission()).toBe(false)
    const { joins } = await listInvitations(olga.session)
    expect(joins).toMatchObject([{ check: 'proven', role: 'user', joiner: { name: 'Udo' } }])
    await admit(olga.session, shown.invitationId)
    expect(await udo.session.checkAdmission()).toBe(true)
    expect(udo.session.membership().state.members.size).toBe(2)
    expect(udo.session.state).toMatchObject({ known: { isAdmitted: true } })
    expect(await listInvitations(olga.session)).toEqual({ open: [], joins: [] })
  })

  test('a member signs in on a fresh device, which is added to the chain by the member’s own key', async () => {
    const phone = await world.device()
    await phone.session.signIn({
      by: 'passphrase',
      origin: ORIGIN,
      address: 'udo@harbour.example',
      passphrase: OTHER_PASSPHRASE,
      deviceName: 'Udo’s phone',
    })
    await pullChain(olga.session)
    const names = [...olga.session.membership().state.devices.values()].map(({ name }) => name)
    expect(names).toEqual(['Olga’s laptop', 'Udo’s laptop', 'Udo’s phone'])
    const own = phone.session.membership().state.head.entry
    expect(own).toMatchObject({ device: null, body: { kind: 'device-added' } })
  })

  test('what the rules do not allow is refused before the server is asked', async () => {
    world.network = async () => Promise.reject(new Error('asked'))
    const { memberId } = olga.session.unlocked()
    for (const [refused, refusal] of [
      [() => removeMember(udo.session, memberId), 'needs-member-administrator'],
      [() => renameWorkspace(udo.session, 'Mine'), 'needs-workspace-administrator'],
      [
        () => setPolicy(udo.session, { policy: 'lockAfterMinutes', value: 3 }),
        'needs-policy-changer',
      ],
      [
        () => invite(udo.session, { role: 'user', memberKind: 'person' }),
        'needs-member-administrator',
      ],
      [() => createTeam(udo.session, 'Crew', []), 'needs-team-administrator'],
    ] as const)
      await expect(refused()).rejects.toMatchObject({ rule: 'forbidden', refusal })
    world.network = world.honest
  })

  test('administrators change the workspace, and who comes second to the chain tries again', async () => {
    const own = udo.session.unlocked().memberId
    await renameWorkspace(olga.session, 'Port')
    await setPolicy(olga.session, { policy: 'lockAfterMinutes', value: 30 })
    await changeRole(olga.session, own, 'admin')
    await pullChain(udo.session)
    const team = await createTeam(olga.session, 'Crew', [own])
    // Udo has not seen the team yet: his own entry comes second, and is made again.
    const other = await createTeam(udo.session, 'Deck', [])
    await changeTeam(udo.session, team, { name: 'Crew of two', members: [] })
    await pullChain(olga.session)
    await removeTeam(olga.session, other)
    const { state } = olga.session.membership()
    expect(state).toMatchObject({ name: 'Port', policies: { lockAfterMinutes: 30 } })
    expect([...state.teams.values()]).toEqual([
      { teamId: team, name: 'Crew of two', members: new Set() },
    ])
  })

  test('a joiner with the spoken code alone is known by its proof', async () => {
    const { invitationId, spokenCode: code } = await invite(olga.session, GUEST)
    const given = { by: 'code', origin: ORIGIN, invitationId, code } as const
    const device = await join(world, given, 'code@harbour.example')
    const [waiting] = (await listInvitations(olga.session)).joins
    expect(waiting?.check).toBe('proven')
    await admit(olga.session, invitationId)
    expect(await device.session.checkAdmission()).toBe(true)
  })

  test('a joiner without any secret is admitted once the safety number was compared', async () => {
    const { invitationId } = await invite(olga.session, GUEST)
    const given = { by: 'number', origin: ORIGIN, invitationId } as const
    const device = await join(world, given, 'number@harbour.example')
    const [waiting] = (await listInvitations(olga.session)).joins
    const number = waiting?.safetyNumber ?? ''
    expect(waiting?.check).toBe('compare')
    expect(await device.session.safetyNumberWith(olga.session.unlocked())).toBe(number)
    const wrong = number.replace(/^./, (digit) => String(9 - Number(digit)))
    for (const told of [undefined, '', wrong])
      await expect(admit(olga.session, invitationId, told)).rejects.toThrow(
        rule('membership.proof'),
      )
    await admit(olga.session, invitationId, number.replaceAll(' ', '-'))
    expect(await device.session.checkAdmission()).toBe(true)
  })

  test('[C108] a removed member is refused at once, learns it from the chain, and erases its replica', async () => {
    const own = udo.session.unlocked().memberId
    await removeMember(olga.session, own)
    // What came after concerns the member no more, and is not shown to it.
    await renameWorkspace(olga.session, 'Harbour')
    const events: string[] = []
    udo.session.watch(({ kind }) => events.push(kind))
    await expect(udo.session.call('getChanges', { query: { since: 0 } })).rejects.toThrow(
      rule('session.removed'),
    )
    expect(events).toEqual(['locked', 'removed'])
    expect(udo.session.state.kind).toBe('none')
    expect(await udo.session.replica.count('chain')).toBe(0)
    expect(await udo.session.replica.count('meta')).toBe(0)
  })
})

import { encodeBase64url } from '@keyward/codec'
import {
  encodeEntry,
  firstEntry,
  makeEntry,
  nextEntry,
  parseEntry,
  foldChain,
} from '@keyward/workspace/chain'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { InvitationRow } from '@keyward/protocol'
import { lieAbout } from '../cases/lies.ts'
import {
  join,
  makeOwner,
  makeWorld,
  ORIGIN,
  PASSPHRASE,
  signInOlga,
  type TestDevice,
  type World,
} from '../cases/world.ts'
import { admit } from '../membership/invitations/admit.ts'
import { invite } from '../membership/invitations/invite.ts'
import { listInvitations } from '../membership/invitations/joins.ts'
import { pullChain } from '../membership/pull.ts'
import { renameWorkspace } from '../membership/settings.ts'
import { makeProofKey, remoteServer } from '../remote.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

describe('[C113] against a server that lies', () => {
  let world: World
  let olga: TestDevice

  beforeAll(async () => {
    world = await makeWorld()
    olga = await makeOwner(world)
    await renameWorkspace(olga.session, 'Port')
    await olga.session.lock()
    // Unlocking keeps the anchor at what was seen last.
    await olga.session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
  })

  afterEach(() => {
    world.network = world.honest
  })

  /** The chain as it is, and as another owner's server would make it up. */
  function chains() {
    const { state } = olga.session.membership()
    const { workspaceId } = state
    const key = makeIdentityKey(random)
    const owner = state.members.get(state.ownerId)
    const device = state.devices.get(olga.session.unlocked().deviceId)
    if (owner === undefined || device === undefined) throw new Error('Olga is there.')
    const first = makeEntry(
      key,
      firstEntry(
        workspaceId,
        { author: owner.memberId, time: world.time.now },
        {
          kind: 'workspace-created',
          name: 'Harbour',
          ownerName: 'Olga',
          keys: owner.keys,
          device: { deviceId: device.deviceId, name: device.name, signing: key.publicKey },
        },
      ),
    )
    const by = { author: owner.memberId, device: device.deviceId, time: world.time.now }
    const body = { kind: 'workspace-renamed', name: 'Harbour' } as const
    const second = makeEntry(key, nextEntry(foldChain([first]), by, body))
    return [first, second]
  }

  function answerOf(entries: readonly ReturnType<typeof parseEntry>[]) {
    const hash = foldChain(entries).head.hash
    return {
      entries: entries.map((entry) => encodeBase64url(encodeEntry(entry))),
      head: { sequence: entries.length - 1, hash: encodeBase64url(hash) },
    }
  }

  test('a fresh device believes no other workspace than the one its account key vouches for', async () => {
    lieAbout(world, /\/v1\/chain$/, () => answerOf(chains()))
    await expect(signInOlga(world, 'New phone')).rejects.toThrow(rule('membership.other-workspace'))
  })

  test('a fresh device believes no chain that ends before what other devices have seen', async () => {
    lieAbout(world, /\/v1\/chain$/, ({ entries }) =>
      answerOf([parseEntry(Buffer.from((entries as string[])[0] as string, 'base64url'))]),
    )
    await expect(signInOlga(world, 'New phone')).rejects.toThrow(rule('membership.rolled-back'))
  })

  test('a fresh device believes no fork of what other devices have seen', async () => {
    const { deviceKey, memberId, deviceId } = olga.session.unlocked()
    lieAbout(world, /\/v1\/chain$/, ({ entries }) => {
      const genesis = parseEntry(Buffer.from((entries as string[])[0] as string, 'base64url'))
      const by = { author: memberId, device: deviceId, time: world.time.now }
      const body = { kind: 'workspace-renamed', name: 'Fork' } as const
      return answerOf([genesis, makeEntry(deviceKey, nextEntry(foldChain([genesis]), by, body))])
    })
    await expect(signInOlga(world, 'New phone')).rejects.toThrow(rule('membership.forked'))
  })

  test('a known device follows no chain that is behind it', async () => {
    const phone = await signInOlga(world, 'Olga’s phone')
    await phone.session.lock()
    const head = { sequence: 0, hash: encodeBase64url(random(32)) }
    lieAbout(world, /\/v1\/chain$/, () => ({ entries: [], head }))
    await phone.session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
    await expect(pullChain(phone.session)).rejects.toThrow(rule('membership.rolled-back'))
    // A restored server looks the same: synchronisation tells them apart.
    expect(phone.session.membership().evidence).toBeUndefined()
  })

  test('a known device keeps evidence of a fork, and writes nothing more', async () => {
    const phone = await signInOlga(world, 'Olga’s second phone')
    const { deviceKey, memberId, deviceId } = olga.session.unlocked()
    const { head } = phone.session.membership().state
    const entry = {
      ...head.entry,
      sequence: head.sequence + 1,
      prevHash: random(32),
      author: memberId,
      device: deviceId,
    }
    const forked = encodeEntry(makeEntry(deviceKey, entry))
    lieAbout(world, /\/v1\/chain$/, () => ({
      entries: [encodeBase64url(forked)],
      head: { sequence: entry.sequence, hash: encodeBase64url(random(32)) },
    }))
    await phone.session.lock()
    await phone.session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
    expect(phone.session.membership().evidence).toMatchObject({
      rule: 'membership.forked',
      received: forked,
    })
    world.network = world.honest
    await expect(renameWorkspace(phone.session, 'Elsewhere')).rejects.toThrow(
      rule('membership.forked'),
    )
    await expect(invite(phone.session, USER)).rejects.toThrow(rule('membership.forked'))
    await phone.session.membership().dismissEvidence()
    await renameWorkspace(phone.session, 'Elsewhere')
  })

  test('an invitation leads nowhere else', async () => {
    const { link, invitationId, spokenCode: code } = await invite(olga.session, USER)
    lieAbout(world, /\/view$/, (view) => {
      const entries = chains()
      const { entries: chain, head } = answerOf(entries)
      return { ...view, chain, headSequence: head.sequence, headHash: head.hash }
    })
    await expect(join(world, { by: 'link', link })).rejects.toThrow(rule('membership.invitation'))
    const spoken = { by: 'code', origin: ORIGIN, invitationId, code } as const
    await expect(join(world, spoken)).rejects.toThrow(rule('membership.invitation'))
  })

  test('a joiner’s keys that were changed on the way are never admitted', async () => {
    const { link, invitationId } = await invite(olga.session, USER)
    await join(world, { by: 'link', link })
    const signing = encodeBase64url(makeIdentityKey(random).publicKey)
    lieAbout(world, /\/v1\/invitations$/, (answer) => {
      for (const row of (answer as { invitations: InvitationRow[] }).invitations)
        if (row.join !== null) Object.assign(row.join.joiner.device, { signing })
      return answer
    })
    const { joins } = await listInvitations(olga.session)
    expect(joins[0]?.check).toBe('refused')
    const number = joins[0]?.safetyNumber
    await expect(admit(olga.session, invitationId, number)).rejects.toThrow(
      rule('membership.proof'),
    )
  })

  test('a role that was changed on the way is never given', async () => {
    lieAbout(world, /\/v1\/invitations$/, (answer) => {
      for (const row of (answer as { invitations: InvitationRow[] }).invitations)
        Object.assign(row, { role: 'super-admin' })
      return answer
    })
    const { joins } = await listInvitations(olga.session)
    expect(joins.map(({ check }) => check)).toEqual(['refused'])
  })

  test('a stolen token is worth nothing without the device’s key', async () => {
    const token = olga.session.token()
    const thief = remoteServer({
      origin: ORIGIN,
      platform: world.platform,
      proofKey: await makeProofKey({ extractable: false }),
    })
    await expect(thief.call('getMe', { token })).rejects.toMatchObject({
      rule: 'remote.refused',
      code: 'proof_invalid',
    })
    expect((await olga.session.call('getMe')).memberId).toBe(olga.session.unlocked().memberId)
  })
})

const USER = { role: 'user', memberKind: 'person' } as const

import { describe, expect, test } from 'vitest'
import { invite } from '../../membership/invitations/invite.ts'
import { listInvitations } from '../../membership/invitations/joins.ts'
import { join, makeOwner, makeWorld, OTHER_PASSPHRASE, type World } from '../../cases/world.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })

/** The server does what it is asked, and its first answer to this path is lost. */
function loseAnswer(world: World, path: RegExp): void {
  world.network = async (request) => {
    const response = await world.honest(request)
    if (!path.test(new URL(request.url).pathname) || request.method !== 'POST' || !response.ok)
      return response
    world.network = world.honest
    throw new TypeError('fetch failed')
  }
}

describe('a lost answer', () => {
  test('to signing up and joining is found out by signing in', async () => {
    const world = await makeWorld()
    loseAnswer(world, /\/v1\/workspaces$/)
    const olga = await makeOwner(world)
    expect((await olga.session.call('getMe')).isDeviceAdmitted).toBe(true)
    const { link } = await invite(olga.session, { role: 'user', memberKind: 'person' })
    loseAnswer(world, /\/join$/)
    const udo = await join(world, { by: 'link', link })
    expect((await udo.session.call('getMe')).isAdmitted).toBe(false)
    expect((await listInvitations(olga.session)).joins).toHaveLength(1)
  })

  test('to new keys leaves a device that unlocks by what the server has, and says that keys are due', async () => {
    const world = await makeWorld()
    const { session } = await makeOwner(world)
    const { replicaKey } = session.unlocked()
    world.network = async (request) => {
      const response = await world.honest(request)
      if (!request.url.endsWith('/v1/me/keys') || !response.ok) return response
      throw new TypeError('fetch failed')
    }
    const renewing = session.renewKeys({ passphrase: OTHER_PASSPHRASE })
    renewing.catch(() => {})
    for (let i = 0; i < 200; i += 1) {
      await world.time.pass(250)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await expect(renewing).rejects.toThrow(rule('remote.offline'))
    world.network = world.honest
    await session.lock()
    await session.unlock({ by: 'passphrase', passphrase: OTHER_PASSPHRASE })
    expect(session.unlocked()).toMatchObject({ accountKeyEpoch: 2, keysetEpoch: 2 })
    expect(session.unlocked().replicaKey.exportBytes()).toEqual(replicaKey.exportBytes())
    expect(session.state).toMatchObject({ known: { areKeysDue: true } })
    await session.renewKeys({ passphrase: OTHER_PASSPHRASE })
    expect(session.state).toMatchObject({ known: { areKeysDue: false } })
  })
})

import { afterEach, expect, test, vi } from 'vitest'
import { makeOwner, makeWorld, PASSPHRASE } from '../../cases/world.ts'
import { SESSION_PARTS } from '../parts.ts'

afterEach(() => vi.restoreAllMocks())

test('where the part that talks to the server can not be loaded, the server can not be reached', async () => {
  const world = await makeWorld()
  const { memory } = await makeOwner(world)
  const { session } = await world.device({}, memory)
  const cause = new TypeError('Failed to fetch dynamically imported module')
  const load = vi.spyOn(SESSION_PARTS, 'remote').mockRejectedValue(cause)
  await expect(session.remote()).rejects.toMatchObject({ rule: 'remote.offline', cause })
  load.mockRestore()
  await session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
  expect(await session.call('getMe')).toMatchObject({ isAdmitted: true })
})

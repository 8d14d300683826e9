import { describe, expect, test } from 'vitest'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { memoryReplica } from '../replica.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from './cases/device.ts'

const KEEP = { onTaken: 'keep' } as const
const ACCOUNTS = 5

/** A server with accounts that a laptop of the member's has not yet, one of them to a page. */
async function filled() {
  const workspace = await TestWorkspace.begin(8)
  workspace.addDevice('Olga')
  const server = await beginAtServer(workspace)
  const phone = await deviceOf(server, 'Olga', 0)
  for (let made = 0; made < ACCOUNTS; made += 1) await phone.vault.create(exampleAccount(), KEEP)
  await phone.sync()
  server.mostPerPage = 1
  return { workspace, server, laptop: () => deviceOf(server, 'Olga', 1) }
}

/** Notes the revisions from which pages are asked for. */
function noting(device: TestDeviceAtWork) {
  const asked: number[] = []
  const { call } = device.ports.remote
  const remote = {
    ...device.ports.remote,
    call: (name: string, options: { query?: { since?: number } }) => {
      if (name === 'getChanges') asked.push(options.query?.since ?? -1)
      return call(name as never, options as never)
    },
  }
  Object.assign(device.ports, { remote })
  return asked
}

describe('pages of changes', () => {
  test('are asked for once each, and all that is in them comes in', async () => {
    const { laptop } = await filled()
    const device = await laptop()
    const asked = noting(device)
    expect(await device.sync()).toMatchObject({ refused: [] })
    expect(device.vault.index.size).toBe(ACCOUNTS)
    expect(asked.length).toBeGreaterThan(ACCOUNTS)
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('are on their way while the one before is written', async () => {
    const { laptop } = await filled()
    const device = await laptop()
    const asked = noting(device)
    const { vault } = device.ports
    const seen: number[] = []
    const takePage: typeof vault.takePage = (page) => {
      seen.push(asked.length)
      return vault.takePage(page)
    }
    Object.assign(device.ports, { vault: { ...vault, takePage } })
    await device.sync()
    const last = asked.length
    expect(seen).toEqual([...asked.keys()].map((index) => Math.min(index + 2, last)))
  })

  test('that come while another tab is faster are asked for anew where it stands', async () => {
    const { server, workspace } = await filled()
    const replica = memoryReplica()
    const unlocked = workspace.unlocked('Olga', 1)
    const [one, other] = [
      await deviceOf(server, 'Olga', 1, { replica, unlocked }),
      await deviceOf(server, 'Olga', 1, { replica, unlocked }),
    ]
    const { vault } = one.ports
    let isFirst = true
    const takePage: typeof vault.takePage = async (page) => {
      if (isFirst) {
        isFirst = false
        await other.sync()
      }
      return vault.takePage(page)
    }
    Object.assign(one.ports, { vault: { ...vault, takePage } })
    expect(await one.sync()).toMatchObject({ refused: [] })
    for (const { vault: own } of [one, other]) expect(await own.apart()).toEqual([])
    expect(other.vault.index.size).toBe(ACCOUNTS)
  })

  test('that fail on their way keep what came before them', async () => {
    const { server, laptop } = await filled()
    const device = await laptop()
    let left = 4
    server.network = (name, moment) => {
      if (name === 'getChanges' && moment === 'request' && (left -= 1) < 0)
        throw new Error('cut off')
      return undefined
    }
    await expect(device.sync()).rejects.toThrow('cut off')
    const size = device.vault.index.size
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThan(ACCOUNTS)
    server.network = () => undefined
    await device.sync()
    expect(device.vault.index.size).toBe(ACCOUNTS)
  })
})

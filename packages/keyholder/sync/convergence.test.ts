import { equalBytes } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { createAccount, passkeyStatus } from '../accounts.ts'
import { encodeAccount } from '../accounts/cases/fixtures.ts'
import { type Draw, drawFrom, type Ledger, randomEdit } from '../accounts/cases/replica.ts'
import { KeyholderError } from '../error.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from './cases/device.ts'
import type { FakeServer } from './cases/fake-server.ts'

const SEEDS = process.env['KEYWARD_LONG'] === '1' ? 200 : 20
const STEPS = 24
const KEEP = { onTaken: 'keep' } as const

interface Story {
  readonly devices: readonly TestDeviceAtWork[]
  readonly server: FakeServer
  readonly id: string
  readonly ledger: Ledger
}

/** Three devices of one member and two of another, all with one account that both own. */
async function begin(seed: number): Promise<Story> {
  const workspace = await TestWorkspace.begin(seed)
  const anna = await workspace.join('Anna', 'user')
  workspace.addDevice('Olga')
  workspace.addDevice('Olga')
  workspace.addDevice('Anna')
  const server = await beginAtServer(workspace)
  const places = [
    ['Olga', 0],
    ['Olga', 1],
    ['Olga', 2],
    ['Anna', 0],
    ['Anna', 1],
  ] as const
  const devices: TestDeviceAtWork[] = []
  for (const [name, number] of places) devices.push(await deviceOf(server, name, number))
  const [first] = devices
  await first!.sync()
  const made = createAccount({ appName: 'Perch' }, { at: 1, by: first!.deviceId })
  const id = await first!.vault.create(made, KEEP)
  await first!.vault.share(id, anna.memberId, 'owner')
  for (const { sync } of devices) await sync()
  return { devices, server, id, ledger: { added: new Set(), deleted: new Set() } }
}

/** Random edits on random devices, over a network that loses requests and answers and repeats some. */
async function live({ devices, server, id, ledger }: Story, draw: Draw): Promise<void> {
  server.network = (_, moment) => {
    if (draw(8) === 0) throw new KeyholderError('remote.offline', 'The connection was cut off.', {})
    return moment === 'request' && draw(8) === 0 ? 'twice' : undefined
  }
  for (let step = 0; step < STEPS; step += 1) {
    const device = devices[draw(devices.length)]!
    if (draw(3) === 0) await device.sync().catch(expectOffline)
    else await editOn(device, id, 1000 + step * 10 + draw(200), draw, ledger)
  }
  server.network = () => undefined
}

async function editOn(
  { vault, deviceId }: TestDeviceAtWork,
  id: string,
  at: number,
  draw: Draw,
  ledger: Ledger,
): Promise<void> {
  const { profile, secrets } = (await vault.get(id))!
  const content = randomEdit({ profile, secrets: secrets! }, { at, by: deviceId }, draw, ledger)
  await vault.save(id, content, KEEP)
}

function expectOffline(error: unknown): void {
  expect(error).toMatchObject({ rule: 'remote.offline' })
}

describe('[C94] five devices of two members over a bad network', () => {
  const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1)

  test.each(seeds)(
    'all end equal, and no passkey is gone that nobody deleted: seed %i',
    async (seed) => {
      const story = await begin(seed)
      const { devices, id, ledger } = story
      await live(story, drawFrom(seed))
      for (const { sync } of [...devices, ...devices]) await sync()

      const contents = []
      for (const { vault } of devices) {
        expect(await vault.pendingCount()).toBe(0)
        expect(await vault.apart()).toEqual([])
        const { profile, secrets } = (await vault.get(id))!
        contents.push({ profile, secrets: secrets! })
      }
      const [first, ...others] = contents.map(encodeAccount)
      expect(others.every((other) => equalBytes(first!, other))).toBe(true)
      const { profile, secrets } = contents[0]!
      expect(new Set(profile.passkeys.keys())).toEqual(ledger.added)
      expect(new Set(secrets.passkeys.keys())).toEqual(ledger.added)
      const lost = [...profile.passkeys].filter(
        ([key, passkey]) => passkeyStatus(passkey) === 'deleted' && !ledger.deleted.has(key),
      )
      expect(lost).toEqual([])
    },
  )
})

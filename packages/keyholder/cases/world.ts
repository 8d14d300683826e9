import { ORIGIN, START, type TestServer, testServer } from '@keyward/server/cases'
import type { Platform } from '../platform.ts'
import { type MemoryReplica, memoryReplica } from '../replica/memory/memory.ts'
import { openSession } from '../session/open-session.ts'
import type { SessionOptions } from '../session/ports.ts'
import type { Session } from '../session/session.ts'
import type { ShownKit } from '../session/shown-kit.ts'
import type { InvitationGiven } from '../session/sign-up/invitation.ts'
import { testPlatform } from './platform.ts'
import { type TestTime, testTime } from './time.ts'

export { ORIGIN }

export const PASSPHRASE = 'grape violin mosaic trumpet lantern'
export const OTHER_PASSPHRASE = 'copper meadow whistle ribbon anchor'

/** A real server in memory with its devices, which share one clock. */
export interface World {
  readonly server: TestServer
  readonly time: TestTime
  /** What stands between devices and the server; to be replaced by a test that lies or cuts. */
  network: (request: Request) => Promise<Response>
  /** The network as it is without such a test. */
  readonly honest: (request: Request) => Promise<Response>
  readonly platform: Platform
  /** A new device, with a replica of its own or another handle on a given one. */
  device(options?: SessionOptions, memory?: MemoryReplica): Promise<TestDevice>
}

export interface TestDevice {
  readonly memory: MemoryReplica
  readonly session: Session
}

export async function makeWorld(): Promise<World> {
  const server = await testServer()
  const time = testTime(START)
  const honest = async (request: Request): Promise<Response> => {
    server.now = time.now
    return server.app.fetch(request)
  }
  const world: World = {
    server,
    time,
    network: honest,
    honest,
    platform: testPlatform(time, async (input, init) => world.network(new Request(input, init))),
    async device(options = {}, memory = memoryReplica()) {
      const session = await openSession(world.platform, memory.open(), options)
      return { memory, session }
    },
  }
  return world
}

/** A workspace with its Owner on a first device. */
export async function makeOwner(
  world: World,
  options: SessionOptions = {},
): Promise<TestDevice & { readonly kit: ShownKit }> {
  const device = await world.device(options)
  const kit = await device.session.createWorkspace({
    origin: ORIGIN,
    setupCode: null,
    workspaceName: 'Harbour',
    ownerName: 'Olga',
    address: 'olga@harbour.example',
    passphrase: PASSPHRASE,
    deviceName: 'Olga’s laptop',
  })
  return { ...device, kit }
}

/** A device of somebody who has answered an invitation, and waits. */
export async function join(
  world: World,
  invitation: InvitationGiven,
  address = 'udo@harbour.example',
): Promise<TestDevice> {
  const device = await world.device()
  await device.session.joinWorkspace({
    invitation,
    name: 'Udo',
    address,
    passphrase: OTHER_PASSPHRASE,
    deviceName: 'Udo’s laptop',
  })
  return device
}

/** Another device of the Owner, by passphrase. */
export async function signInOlga(
  world: World,
  deviceName: string,
  options: SessionOptions = {},
): Promise<TestDevice> {
  const device = await world.device(options)
  await device.session.signIn({
    by: 'passphrase',
    origin: ORIGIN,
    address: 'olga@harbour.example',
    passphrase: PASSPHRASE,
    deviceName,
  })
  return device
}

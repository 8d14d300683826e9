import { type Device, deviceIn, words } from './device.ts'
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts'
import { type TestServer, testServer } from './server.ts'

/** A server, and a workspace of Alice's on it with her first device, unlocked. */
export interface Acme {
  readonly folder: TemporaryFolder
  readonly server: TestServer
  readonly alice: Device
  /** Another device of somebody, on which nobody is signed in. */
  device(name: string, passphrase: string): Device
  /** Signs in on a new device by passphrase. */
  signIn(name: string, address: string, passphrase: string): Promise<Device>
  /** Invites, joins, admits and synchronises somebody on a first device. */
  bringIn(name: string, passphrase: string, role?: string): Promise<Device>
  end(): Promise<void>
}

export const ALICE = 'ochre gravel tandem wistful plinth cobalt'
export const BOB = 'walnut sextant drizzle marigold anvil quartz'

export async function acme(): Promise<Acme> {
  const folder = temporaryFolder()
  const server = await testServer(folder.file('server'))
  const devices: Device[] = []
  const device = (name: string, passphrase: string): Device => {
    const made = deviceIn(folder.path, name, passphrase)
    devices.push(made)
    return made
  }
  const alice = device('alice-1', ALICE)
  await alice.ok(
    [
      ...words('workspace create Acme --passphrase-stdin --owner-name Alice --address alice'),
      ...words(`--device-name alice-1 --server ${server.origin}`),
    ],
    `${ALICE}\n`,
  )
  return {
    folder,
    server,
    alice,
    device,
    async signIn(name, address, passphrase) {
      const made = device(name, passphrase)
      const who = ['--address', address, '--device-name', name, '--passphrase-stdin']
      await made.ok(['login', '--server', server.origin, ...who], `${passphrase}\n`)
      return made
    },
    async bringIn(name, passphrase, role = 'user') {
      const { link } = await alice.json(['members', 'invite', '--role', role])
      const address = name.toLowerCase()
      const made = device(`${address}-1`, passphrase)
      await made.ok(
        [
          ...words(`members join --link - --passphrase-stdin --name ${name}`),
          ...words(`--address ${address} --device-name ${address}-1`),
        ],
        `${link}\n${passphrase}\n`,
      )
      await alice.ok(['members', 'admit', name])
      await made.ok(['sync'])
      return made
    },
    async end() {
      for (const each of devices) await each.run(['lock'])
      await server.stop()
      folder.remove()
    },
  }
}

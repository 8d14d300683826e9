import { TestWorkspace } from '../../vault/cases/workspace.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from './device.ts'
import type { FakeServer } from './fake-server.ts'

/** Olga's phone and laptop, which have not synchronised yet. */
export async function twoDevices(seed?: number): Promise<{
  readonly workspace: TestWorkspace
  readonly server: FakeServer
  readonly phone: TestDeviceAtWork
  readonly laptop: TestDeviceAtWork
}> {
  const workspace = await TestWorkspace.begin(seed)
  workspace.addDevice('Olga')
  const server = await beginAtServer(workspace)
  const phone = await deviceOf(server, 'Olga')
  const laptop = await deviceOf(server, 'Olga', 1)
  return { workspace, server, phone, laptop }
}

import { join } from 'node:path'
import { generateKeyPair } from 'dpop'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { readState } from '@keyward/keyholder/cases/rows'
import { readRows } from './http.ts'
import { rekeyingRows } from './rekeying.ts'
import { openDevice, signUp } from './scene/device.ts'
import { cloneAccounts, skipTo } from './scene/clone.ts'
import { withFolder } from './scene/folder.ts'
import { startKeyward } from './scene/keyward.ts'
import { FULL, QUICK } from './scene/sizes.ts'
import { coldSyncRows, editRows, pushAll, transferRows } from './sync.ts'
import type { Row } from './table.ts'

/** The rows of the budgets about the server, and about sync between it and a device. */
export async function serverRows(quick: boolean): Promise<Row[]> {
  const sizes = quick ? QUICK : FULL
  const rows = await withFolder(async (folder) => {
    const keys = await generateKeyPair('ES256')
    const replica = await fileReplica(join(folder, 'first.db'))
    const device = await openDevice(replica, keys)
    const small = await startKeyward(folder)
    const held = await signUp(device, small.origin)
    const pushed = await pushAll(device, sizes)
    const cold = await coldSyncRows({ folder, replica, held, keys }, sizes)
    await small.stop()

    await skipTo(replica, cloneAccounts(join(folder, 'server', 'keyward.sqlite'), sizes.large))
    const server = await startKeyward(folder, new URL(small.origin).port)
    const client = { origin: server.origin, keys, token: device.session.token() }
    try {
      const rest = await server.memory()
      const edits = await editRows({ device, replica, client }, sizes)
      const { state } = await readState(replica)
      return [
        ...pushed,
        ...cold,
        ...edits,
        ...(await readRows(server, client, { revision: state.revision, rest }, sizes)),
        ...(await transferRows(folder, device, sizes)),
      ]
    } finally {
      await device.close()
      await server.stop()
    }
  })
  return [...rows, ...(await rekeyingRows(sizes))]
}

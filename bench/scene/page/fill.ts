import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { ReplicaStore } from '@keyward/keyholder/replica'
import { fillVault } from '../fill.ts'

/** What the benchmark asks of this page. */
export interface FillPage {
  /**
   * Makes a workspace at a server, which is this page's own, with an Owner on this device who has so
   * many accounts.
   */
  fill(
    origin: string,
    count: number,
    owner: { readonly address: string; readonly passphrase: string },
  ): Promise<void>
}

/** Opens the keyholder as the app does in this browser. */
export type OpenAsApp = (place: {
  readonly device: undefined
  readonly fetch: typeof fetch
  readonly session: object
  readonly hasPasskeys: boolean
}) => Promise<{
  readonly keyholder: Keyholder
  readonly suffixes: { load(): Promise<void> }
}>

export function fillPage(openAsApp: OpenAsApp): FillPage {
  return {
    async fill(origin, count, owner) {
      const { keyholder, suffixes } = await openAsApp({
        device: undefined,
        fetch: (...given) => fetch(...given),
        session: {},
        hasPasskeys: false,
      })
      await suffixes.load()
      await keyholder.session.createWorkspace({
        ...owner,
        origin,
        setupCode: null,
        workspaceName: 'Harbour',
        ownerName: 'Olga',
        deviceName: 'Benchmark',
      })
      const desk = await keyholder.desk()
      await fillVault(desk, 0, count)
      await forgetPending(desk.vault.context.replica)
      await keyholder.close()
    },
  }
}

/** As after an exchange with the server: none of them waits to be sent. */
async function forgetPending(replica: ReplicaStore): Promise<void> {
  const waiting = await replica.list('pending')
  await replica.write(waiting.map(({ key }) => ({ collection: 'pending', key, value: null })))
}

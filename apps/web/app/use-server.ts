import { makeProofKey, remoteServer } from '@keyward/keyholder/remote'
import type { ServerInfo } from '@keyward/protocol'
import { useKeyholder } from './use-keyholder.ts'
import { useRead, type View } from './use-view.ts'
import { views } from './views.ts'

/** Where the server of this page is. */
export const SERVER_ORIGIN = globalThis.location?.origin ?? ''

/** What the server says of itself, before anybody is signed in. */
export function useServer(): View<ServerInfo> {
  const { platform } = useKeyholder().ports
  return useRead(views.server, async () => {
    // Asking takes no proof, so this key is never shown.
    const proofKey = await makeProofKey({ extractable: false })
    return remoteServer({ origin: SERVER_ORIGIN, platform, proofKey }).call('getServer')
  })
}

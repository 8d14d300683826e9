import { makeProofKey, remoteServer } from '@keyward/keyholder/remote'
import type { ServerInfo } from '@keyward/protocol'
import { serverOrigin } from '../platform/server-origin.ts'
import { useKeyholder } from './use-keyholder.ts'
import { useRead, type View } from './use-view.ts'
import { views } from './views.ts'

/** What the server says of itself, before anybody is signed in. */
export function useServer(): View<ServerInfo> {
  const { platform } = useKeyholder().ports
  return useRead(views.server, async () => {
    // Asking takes no proof, so this key is never shown.
    const proofKey = await makeProofKey({ extractable: false })
    return remoteServer({ origin: serverOrigin(), platform, proofKey }).call('getServer')
  })
}

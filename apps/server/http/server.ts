import { deriveLogKeys, type LogKeys } from '../activity/log-keys.ts'
import { SignedHeads } from '../activity/signed-heads.ts'
import { Buckets } from '../auth/buckets.ts'
import { makeOpaque, type Opaque } from '../auth/opaque.ts'
import { Proofs } from '../auth/proof.ts'
import { UsedProofs } from '../auth/replay.ts'
import { renewSigner } from '../cosigning/settle.ts'
import { Directory } from '../directory/directory.ts'
import { Endpoints } from '../directory/endpoints.ts'
import { LiveNews } from '../live/news.ts'
import { Streams } from '../live/streams.ts'
import { Standings } from '../membership/standings.ts'
import type { SendWebhook } from '../webhooks/send.ts'
import type { AppDeps } from './deps.ts'

/** What the routes work with: what came from outside, and what one process keeps in memory. */
export interface Server extends AppDeps {
  readonly proofs: Proofs
  readonly buckets: Buckets
  readonly standings: Standings
  /** Ready after the WebAssembly was loaded, which begins at once. */
  readonly opaque: Promise<Opaque>
  readonly news: LiveNews
  readonly streams: Streams
  readonly directory: Directory
  readonly endpoints: Endpoints
  readonly logKeys: LogKeys
  readonly heads: SignedHeads
  readonly sendWebhook: SendWebhook
}

export function makeServer(deps: AppDeps): Server {
  const opaque = makeOpaque(deps.secrets.opaqueSetup)
  // Whoever waits for it gets the error; nobody may be there yet.
  opaque.catch((error: unknown) => deps.log.error({ error: String(error) }, 'OPAQUE setup failed'))
  const logKeys = deriveLogKeys(deps.secrets.opaqueSetup)
  return {
    ...deps,
    onRolledBack: deps.onRolledBack ?? (() => renewSigner(deps)),
    proofs: new Proofs(deps.clock, new UsedProofs()),
    buckets: new Buckets(deps.clock, deps.rates),
    standings: new Standings(deps.store.workspaces),
    opaque,
    news: new LiveNews(deps.store),
    streams: new Streams(),
    directory: new Directory(deps.store.directory),
    endpoints: new Endpoints(deps.fetchPublic ?? nothing, deps.clock),
    logKeys,
    sendWebhook: deps.sendWebhook ?? nowhere,
    heads: new SignedHeads(deps.store.activity, logKeys.signing, deps.clock),
  }
}

/** Without a way to other systems, none is reached. */
const nowhere: SendWebhook = async () => ({ isDelivered: false, status: 'unreachable' })

/** Without a way to other sites, none says anything. */
const nothing = async (): Promise<undefined> => undefined

import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Random } from '@keyward/primitives/signature'
import type { Context } from 'hono'
import { type Config, originOf } from '../config/read.ts'
import type { FetchPublic } from '../directory/fetch-public.ts'
import { listAt } from '../directory/fetch-list.ts'
import { startRefreshing } from '../directory/refresh.ts'
import type { AppDeps } from '../http/deps.ts'
import { settleSigner } from '../cosigning/settle.ts'
import { noteInstallation, prepareData, readInstallation } from '../secrets/installation.ts'
import type { ServerSecrets } from '../secrets/server-secrets.ts'
import type { Signer } from '../signer/signer.ts'
import type { SiteDeps } from '../site/site.ts'
import type { Store } from '../store/store.ts'
import { deriveLogKeys } from '../activity/log-keys.ts'
import type { SendWebhook } from '../webhooks/send.ts'
import { startDelivering } from '../webhooks/start.ts'
import { type Answering, makeFront } from './front.ts'
import { type Listening, listen } from './listen.ts'
import type { Log } from './log.ts'
import { measureStore } from './measured-store.ts'
import { makeMetrics, type Metrics } from './metrics.ts'
import { openDatabase, type OpenStore } from './open-store.ts'
import { openSignerAt } from './open-signer.ts'
import { remoteAddress } from './remote-address.ts'
import { opsRoutes } from './routes.ts'
import { OpenStreams } from './streams.ts'
import { startSweeping } from './sweep.ts'

const GRACE_MS = 10_000

/** What a server is made of. */
export interface Parts {
  readonly openStore: OpenStore
  readonly createApp: (deps: AppDeps) => Answering
  /** What browsers are shown, where anything is. */
  readonly createSite?: (deps: SiteDeps) => Answering
  /** Sends mail in the name of the server at the origin. */
  readonly makeMailer: (origin: string) => AppDeps['mailer']
  /** How files of public sites are read, where that is wanted. */
  readonly fetchPublic?: FetchPublic
  /** How entries of logs are sent to other systems, where that is wanted. */
  readonly sendWebhook?: SendWebhook
  readonly log: Log
  /** UTC milliseconds. */
  readonly clock: () => number
  readonly random: Random
  readonly version: string
}

export interface RunningServer {
  /** The origin to visit, such as `http://localhost:8700`. */
  readonly origin: string
  readonly port: number
  /** What creates the first workspace; null where it has been, or by another way. */
  readonly setupCode: string | null
  /** Refuses new requests, lets those under way finish for at most ten seconds, and closes the store. */
  stop(): Promise<void>
}

/**
 * Starts a server: looks after the data folder, opens the store, listens and answers.
 *
 * @throws {OperatorError} with what the operator has to put right; then nothing is left running
 */
export async function startServer(config: Config, parts: Parts): Promise<RunningServer> {
  const { clock, random, log } = parts
  const warn = (sentence: string): void => log.warn({}, sentence)
  const secrets = await prepareData(config.places, { now: clock(), random, warn })
  const signer = openSignerAt(config.places, random)
  let store: Store | undefined
  let listening: Listening
  let needsSetup: boolean
  try {
    store = await openDatabase(config.places, parts.openStore, signer)
    await settleSigner({ store, signer, clock })
    if (readInstallation(config.places) === undefined) {
      noteInstallation(config.places, { madeAt: clock(), publicKey: secrets.publicKey })
    }
    needsSetup = config.signUp === 'setup-code' && (await store.workspaces.list(1)).length === 0
    listening = await listen(config)
  } catch (error) {
    await store?.close()
    await signer.close()
    throw error
  }
  const stop = answerWith({ config, parts, secrets, store, signer, listening })
  return {
    origin: originOf(config, listening.port),
    port: listening.port,
    setupCode: needsSetup ? secrets.setupCode : null,
    stop,
  }
}

interface Opened {
  readonly config: Config
  readonly parts: Parts
  readonly secrets: ServerSecrets
  readonly store: Store
  readonly signer: Signer
  readonly listening: Listening
}

/** Begins to answer. Returns the way to stop, which may be called again. */
function answerWith(opened: Opened): () => Promise<void> {
  const { config, parts, secrets, store, signer, listening } = opened
  const { clock, log } = parts
  const metrics = makeMetrics()
  const streams = new OpenStreams(metrics.stream)
  let isStopping = false
  const state = { metrics, isStopping: () => isStopping }
  const app = parts.createApp(appDeps({ ...opened, port: listening.port, ...state }))
  const ops = opsRoutes({ store, access: config.metrics, ...state })
  const site = parts.createSite?.({ ...config.site, log })
  const front = makeFront({ ops, app, site, streams, isStopping: state.isStopping })
  listening.answer(
    getRequestListener((request, bindings) => front(request, bindings as HttpBindings)),
  )
  const unwatch = store.watch(({ kind }) => {
    if (kind === 'revision') metrics.revision()
  })
  const sweeping = startSweeping({ store, clock, log })
  const refreshing =
    config.directoryUrl === null
      ? undefined
      : startRefreshing({
          fetchList: listAt(config.directoryUrl),
          store: store.directory,
          clock,
          log,
        })
  const delivering =
    parts.sendWebhook &&
    startDelivering({
      store,
      send: parts.sendWebhook,
      key: deriveLogKeys(secrets.opaqueSetup).webhooks,
      clock,
      log,
    })
  const stop = async (): Promise<void> => {
    isStopping = true
    streams.closeAll()
    await listening.stop(GRACE_MS)
    unwatch()
    await sweeping.stop()
    await refreshing?.stop()
    await delivering?.stop()
    await store.close()
    await signer.close()
  }
  let stopped: Promise<void> | undefined
  return () => (stopped ??= stop())
}

function appDeps({
  config,
  parts,
  secrets,
  store,
  signer,
  port,
  metrics,
  isStopping,
}: Omit<Opened, 'listening'> & {
  readonly port: number
  readonly metrics: Metrics
  readonly isStopping: () => boolean
}): AppDeps {
  const { rpId, extensionId, signUp, operators, trustProxy } = config
  const origin = originOf(config, port)
  return {
    store: measureStore(store, metrics.storeCall),
    signer,
    settings: { origin, rpId, extensionId, signUp, operators, trustProxy, version: parts.version },
    secrets: {
      opaqueSetup: secrets.opaqueSetup,
      setupCode: signUp === 'setup-code' ? secrets.setupCode : null,
    },
    clock: parts.clock,
    random: parts.random,
    mailer: parts.makeMailer(origin),
    ...(parts.fetchPublic === undefined ? {} : { fetchPublic: parts.fetchPublic }),
    ...(parts.sendWebhook === undefined ? {} : { sendWebhook: parts.sendWebhook }),
    log: parts.log,
    metrics,
    isStopping,
    remoteAddress: (c: Context) =>
      remoteAddress((c.env as HttpBindings).incoming, config.trustProxy),
  }
}

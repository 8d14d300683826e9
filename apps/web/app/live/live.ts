import { sendWaitingReports } from '@keyward/keyholder/commands'
import type { Keyholder, OpenDesk } from '@keyward/keyholder/keyholder'
import { KeyholderError } from '@keyward/keyholder/error'
import type { Remote } from '@keyward/keyholder/remote'
import { keepSynchronised, syncVault } from '@keyward/keyholder/sync'

/** How the exchange with the server goes, to be shown. */
export interface SyncView {
  readonly isOnline: boolean
  /** Accounts with changes that the server does not have. */
  readonly waiting: number
  /** UTC milliseconds; undefined when nothing was ever exchanged. */
  readonly lastAt: number | undefined
  /** The server signs its log with another key than before, and nobody has said that this is right. */
  readonly isLogKeyNew: boolean
  /** What went wrong at last, but for a server that can't be reached. */
  readonly problem: unknown
}

/** Keeps an unlocked keyholder synchronised, in one of all tabs that share it. */
export interface Live {
  readonly view: SyncView
  /** Told after `view` has changed. Returns the way to stop. */
  watch(listener: () => void): () => void
  /** Told after each exchange. Returns the way to stop. */
  onExchange(listener: () => void): () => void
  /** There is something to exchange, or the network is back. */
  ring(): void
  /** Starts when the session is unlocked and admitted, and stops when it is not any more. */
  follow(): void
}

/** What tells of reasons to exchange, besides changes. */
export interface LivePorts {
  readonly keyholder: Keyholder
  /** Loaded before the vault works with usernames. */
  readonly suffixes: { readonly load: () => Promise<void> }
  /** In place of the server's stream, where that can't be had. */
  readonly follow: Remote['follow'] | undefined
}

const START: SyncView = {
  isOnline: true,
  waiting: 0,
  lastAt: undefined,
  isLogKeyNew: false,
  problem: undefined,
}

export function makeLive(ports: LivePorts): Live {
  const { session } = ports.keyholder
  const watchers = new Set<() => void>()
  const exchanges = new Set<() => void>()
  const bells = new Set<() => void>()
  let view = START
  let stop: AbortController | undefined
  const show = (change: Partial<SyncView>): void => {
    view = { ...view, ...change }
    for (const told of watchers) told()
  }
  const recount = (): void => void count(ports.keyholder, show).catch(() => undefined)
  const watch = {
    onNews: (ring: () => void) => added(bells, ring),
    onReport: () => {
      show({ isOnline: true, problem: undefined })
      recount()
      for (const told of exchanges) told()
    },
    onError: (error: unknown) => {
      if (isOffline(error)) show({ isOnline: false })
      else show({ problem: error })
      recount()
    },
  }
  const run = async (signal: AbortSignal): Promise<void> => {
    await ports.suffixes.load()
    const desk = await ports.keyholder.desk()
    recount()
    // Reports of apps that could not be sent wait for the next time that the server answers.
    const send = () => void sendWaitingReports(desk, session).catch(() => undefined)
    const changes = [desk.vault.watch(recount), session.replica.watch(recount)]
    const unwatch = [...changes, added(exchanges, send)]
    try {
      await keepSynchronised(portsOf(ports, desk), watch, signal)
    } finally {
      for (const end of unwatch) end()
    }
  }
  return {
    get view() {
      return view
    },
    watch: (listener) => added(watchers, listener),
    onExchange: (listener) => added(exchanges, listener),
    ring() {
      recount()
      for (const ring of bells) ring()
    },
    follow() {
      const { state } = session
      const isDue = state.kind === 'unlocked' && state.known.isAdmitted
      if (isDue === (stop !== undefined)) return
      stop?.abort()
      stop = isDue ? new AbortController() : undefined
      if (stop === undefined) view = START
      else void run(stop.signal).catch(watch.onError)
    },
  }
}

async function count(
  { session, syncState }: Keyholder,
  show: (change: Partial<SyncView>) => void,
): Promise<void> {
  if (session.state.kind !== 'unlocked') return
  const { unsynchronised, lastSynchronisedAt, isLogKeyNew } = await syncState()
  show({ waiting: unsynchronised, lastAt: lastSynchronisedAt, isLogKeyNew })
}

/** What sync works with: calls go by the session, which heeds what a refusal says about itself. */
function portsOf({ keyholder: { session }, follow }: LivePorts, desk: OpenDesk) {
  const { platform, replica } = session
  const call: Remote['call'] = (name, options) => session.call(name, options)
  const byServer: Remote['follow'] = async function* (token, signal) {
    yield* (await session.remote()).follow(token, signal)
  }
  return {
    remote: { call, follow: follow ?? byServer },
    token: () => session.token(),
    membership: session.membership(),
    vault: syncVault(desk.vault),
    sharing: desk.sharing,
    replica,
    workspaceId: desk.identity.workspaceId,
    clock: platform.clock,
    wait: platform.wait,
  }
}

function isOffline(error: unknown): boolean {
  return error instanceof KeyholderError && error.rule === 'remote.offline'
}

function added<T>(all: Set<T>, one: T): () => void {
  all.add(one)
  return () => all.delete(one)
}

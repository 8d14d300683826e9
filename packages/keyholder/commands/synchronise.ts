import { KeyholderError } from '../error.ts'
import type { Remote } from '../remote.ts'
import type { Session } from '../session.ts'
import { type SyncReport, syncOnce, type SyncPorts, syncStatus, syncVault } from '../sync.ts'
import type { Outgoing } from '../vault/push/outgoing.ts'
import { accountsWithTakenUsername } from './accounts/attention.ts'
import { isHarmless } from './harmless.ts'
import type { OpenDesk } from './keyholder.ts'

/** How a best-effort sync went. */
export interface Synchronised {
  /** Why the server was not reached, or refused; undefined when everything was exchanged. */
  readonly problem: KeyholderError | undefined
  /** What was exchanged; undefined with a problem. */
  readonly report: SyncReport | undefined
  /** Accounts with changes that the server does not have. */
  readonly unsynchronised: number
  /** The accounts whose username another account has: they have to be renamed. */
  readonly taken: readonly string[]
}

export interface SynchroniseOptions {
  /**
   * Leaves what sync does for sharing, which takes some requests more, to the next time: for a moment
   * in which somebody waits.
   */
  readonly isShort?: boolean
}

/** How far a device is synchronised, as it knows itself. */
export interface SyncState {
  /** Accounts with changes that the server does not have. */
  readonly unsynchronised: number
  /** Things that could not be opened or verified, and are kept as they came. */
  readonly apart: number
  /** UTC milliseconds; undefined when it never was. */
  readonly lastSynchronisedAt: number | undefined
  /** Nothing was exchanged for more than a day. */
  readonly isOverdue: boolean
  /** The server signs its log with another key than before, and nobody has said that this is right. */
  readonly isLogKeyNew: boolean
}

/** See `Keyholder.synchronise`. */
export async function synchronise(
  session: Session,
  desk: OpenDesk,
  { isShort = false }: SynchroniseOptions = {},
): Promise<Synchronised> {
  let problem: KeyholderError | undefined
  let report: SyncReport | undefined
  try {
    if (!(await session.checkAdmission())) throw waiting()
    const { sharing, ...ports } = portsOf(session, desk)
    report = await syncOnce(isShort ? ports : { ...ports, sharing })
  } catch (error) {
    if (!isHarmless(error)) throw error
    problem = error
  }
  const { vault } = desk
  return {
    problem,
    report,
    unsynchronised: await vault.pendingCount(),
    taken: await accountsWithTakenUsername(desk),
  }
}

/** See `Keyholder.syncState`. */
export async function syncState(session: Session, { vault }: OpenDesk): Promise<SyncState> {
  const { lastSync, pending, ...status } = await syncStatus(
    session.replica,
    session.platform.clock(),
  )
  const apart = (await vault.apart()).length
  return { unsynchronised: pending, apart, lastSynchronisedAt: lastSync, ...status }
}

/** What sync works with: calls go by the session, which heeds what a refusal says about itself. */
function portsOf(session: Session, { vault, identity, sharing }: OpenDesk) {
  const { replica, platform } = session
  const call: Remote['call'] = (name, options) => session.call(name, options)
  const follow: Remote['follow'] = async function* (token, signal) {
    yield* (await session.remote()).follow(token, signal)
  }
  return {
    remote: { call, follow },
    token: () => session.token(),
    membership: session.membership(),
    vault: syncVault(vault),
    sharing,
    replica,
    workspaceId: identity.workspaceId,
    clock: platform.clock,
    wait: platform.wait,
  } satisfies SyncPorts<Outgoing>
}

function waiting(): KeyholderError {
  return new KeyholderError(
    'session.not-admitted',
    'You wait to be admitted to the workspace by one of its administrators.',
  )
}

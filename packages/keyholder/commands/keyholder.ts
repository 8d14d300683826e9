import { indexListId } from '@keyward/protocol'
import type { SigningBackend } from '@keyward/primitives/signature'
import type { Client } from '@keyward/webauthn/client'
import type { Platform } from '../platform.ts'
import type { ReplicaStore } from '../replica.ts'
import type { SharingDesk, SharingExchange } from '../sharing/ports.ts'
import { openSession, type Session, type SessionOptions } from '../session.ts'
import { SESSION_PARTS } from '../session/parts.ts'
import { type OpenVault, openVault } from '../vault/open-vault.ts'
import type { Desk } from './desk.ts'
import { reserveAt } from './reserve.ts'
import type { SynchroniseOptions, SyncState, Synchronised } from './synchronise.ts'

/** What a keyholder stands on. */
export interface KeyholderPorts {
  readonly platform: Platform
  readonly replica: ReplicaStore
  /** The client side of ceremonies. */
  readonly client: Client
  readonly backend: SigningBackend
  readonly session?: Omit<SessionOptions, 'rewrap'>
}

/** An open desk, with what sync and sharing work on. */
export interface OpenDesk extends Desk, SharingDesk {
  readonly vault: OpenVault
  /** What sync does for sharing; loaded when it is first needed. */
  readonly sharing: SharingExchange
}

/** One device of one member: everything that a user interface needs to run commands. */
export interface Keyholder {
  readonly ports: KeyholderPorts
  readonly session: Session
  /**
   * What commands over accounts work with. It is opened when it is first asked for, and again after
   * the session was locked.
   *
   * @throws {KeyholderError} `session.locked`, `replica.*`
   */
  readonly desk: () => Promise<OpenDesk>
  /**
   * Exchanges everything with the server as well as it goes.
   *
   * @throws {KeyholderError} `session.locked`, `session.removed`, and where the server seems to lie;
   *   not when it can't be reached
   */
  readonly synchronise: (options?: SynchroniseOptions) => Promise<Synchronised>
  /** How far this device is synchronised; the server is not asked. @throws {KeyholderError} as `desk` */
  readonly syncState: () => Promise<SyncState>
  /** Drops all keys and closes the replica. */
  readonly close: () => Promise<void>
}

/** What opening and using what is here does without. */
const LAZY = {
  rewrap: () => import('../vault/rewrap.ts'),
  state: () => import('../sync/state.ts'),
  sync: () => import('./synchronise.ts'),
}

/**
 * Loads what a keyholder otherwise loads when it is first needed: by then there may be no network to
 * load it by. Rejects when it can't be loaded.
 */
export async function loadAhead(): Promise<void> {
  const parts = [...Object.values(LAZY), ...Object.values(SESSION_PARTS)]
  await Promise.all(parts.map((load) => load()))
}

/** @throws {KeyholderError} `replica.damaged`, `replica.newer` */
export async function openKeyholder(ports: KeyholderPorts): Promise<Keyholder> {
  const { platform, replica } = ports
  const session = await openSession(platform, replica, {
    ...ports.session,
    rewrap: async (from, to) => (await LAZY.rewrap()).rewrapAllKeys(ports, from, to),
  })
  let opened: Promise<OpenDesk> | undefined
  const drop = (): void => {
    void opened?.then(({ vault }) => vault.close()).catch(() => undefined)
    opened = undefined
  }
  const stop = session.watchLock(drop)
  const desk = (): Promise<OpenDesk> => {
    opened ??= openDesk(session)
    return opened
  }
  return {
    ports,
    session,
    desk,
    synchronise: async (options) => (await LAZY.sync()).synchronise(session, await desk(), options),
    syncState: async () => (await LAZY.sync()).syncState(session, await desk()),
    async close() {
      stop()
      drop()
      session.close()
      await replica.close()
    },
  }
}

async function openDesk(session: Session): Promise<OpenDesk> {
  const { platform, replica } = session
  const { workspaceId, memberId, deviceId } = session.unlocked()
  const membership = session.membership()
  const unlocked = () => session.unlocked()
  const vault = await openVault({
    platform,
    replica,
    unlocked,
    membership,
    indexListId: indexListId(workspaceId),
  })
  const call: OpenDesk['call'] = (name, options) => session.call(name, options)
  const incarnation = async () => {
    const { readState } = await LAZY.state()
    return (await readState(replica)).state.incarnation
  }
  return {
    platform,
    identity: { workspaceId, memberId, deviceId },
    vault,
    get workspace() {
      return membership.state
    },
    reserve: (accountId, claims) => reserveAt(session, accountId, claims),
    call,
    incarnation,
    sharing: exchangeOf({ vault, call, incarnation }),
  }
}

/** Lazily too: a sheet that only signs with keys that are here does without all of it. */
function exchangeOf(desk: SharingDesk): SharingExchange {
  const load = async () => {
    const { sharingExchange } = await import('../sharing/exchange.ts')
    return sharingExchange(desk)
  }
  let loaded: Promise<SharingExchange> | undefined
  const exchange = (): Promise<SharingExchange> => (loaded ??= load())
  return {
    beforePush: async () => (await exchange()).beforePush(),
    afterwards: async () => (await exchange()).afterwards(),
  }
}

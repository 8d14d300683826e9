import { encodeBase64url } from '@keyward/codec'
import type { Sealing } from '@keyward/vault/envelope'
import { KeyholderError } from '../error.ts'
import type { Membership } from '../membership/membership.ts'
import type { Platform } from '../platform.ts'
import type { ProofKey } from '../remote/proof-key.ts'
import type { Remote } from '../remote/port.ts'
import type { ReplicaStore } from '../replica/port.ts'
import type { SessionEvent } from './events.ts'
import type { Deadline } from './lock/deadline.ts'
import type { SessionOptions } from './ports.ts'
import type { Known } from './state/known.ts'
import type { ProofKeyStore } from './state/proof-keys.ts'
import type { Token } from './state/token.ts'
import type { Unlocked } from './unlocked.ts'

/** What is there while the vault is unlocked, and dropped when it locks. */
export interface Open {
  readonly unlocked: Unlocked
  readonly membership: Membership
  readonly deadline: Deadline
  /** Fires when the vault locks. */
  readonly closed: AbortController
  token: Token | undefined
}

/** A session from within: the one place that changes, and what all its verbs work on. */
export interface Core {
  readonly platform: Platform
  readonly replica: ReplicaStore
  readonly options: SessionOptions
  readonly proofKeys: ProofKeyStore
  readonly listeners: Set<(event: SessionEvent) => void>
  /** undefined while the replica is empty. */
  known: Known | undefined
  open: Open | undefined
  /** The server of `known`, made when it is first asked for. */
  remote: Remote | undefined
  /** Made for a device that is not stored yet. */
  proofKey: ProofKey | undefined
  /** This device is making new keys: that the chain names them is no news. */
  isRenewing: boolean
  /** Verbs that change keys or state happen one after the other. */
  turn: Promise<unknown>
}

export function sealingOf({ platform: { aead, random } }: Pick<Core, 'platform'>): Sealing {
  return { aead, random }
}

export function tell(core: Core, event: SessionEvent): void {
  for (const listener of core.listeners) listener(event)
}

/** Runs verbs of one session one after the other. */
export function inTurn<T>(core: Core, work: () => Promise<T>): Promise<T> {
  const result = core.turn.then(work, work)
  core.turn = result.catch(() => {})
  return result
}

/** A new id, of sixteen bytes. */
export function newId({ platform }: Pick<Core, 'platform'>): string {
  return encodeBase64url(platform.random(16))
}

/** @throws {KeyholderError} `session.none` */
export function requireKnown({ known }: Core): Known {
  if (known === undefined)
    throw new KeyholderError('session.none', 'Nobody is signed in on this device.')
  return known
}

/** @throws {KeyholderError} `session.exists` */
export function requireNone({ known }: Core): void {
  if (known !== undefined)
    throw new KeyholderError('session.exists', 'Somebody is signed in on this device already.')
}

/** @throws {KeyholderError} `session.locked` */
export function requireOpen({ open }: Core): Open {
  if (open === undefined || open.deadline.isPast)
    throw new KeyholderError('session.locked', 'Keyward is locked.')
  return open
}

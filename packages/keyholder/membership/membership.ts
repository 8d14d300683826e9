import type { Aead, AeadKey } from '@keyward/primitives/aead'
import type { Random } from '@keyward/primitives/signature'
import type { Head } from '@keyward/protocol'
import type { DeviceId, MemberId, WorkspaceId, WorkspaceState } from '@keyward/workspace/chain'
import { KeyholderError } from '../error.ts'
import type { Change, Expectation, ReplicaStore } from '../replica/port.ts'
import { type BelievedChain, checkBelieved } from './anchor.ts'
import { forgetEvidence, keepEvidence, type MembershipEvidence, readEvidence } from './evidence.ts'
import { advance, ChainRefused } from './fold.ts'
import type { Folded } from './snapshot.ts'
import { chainRow, isSnapshotDue, loadFolded, snapshotRow } from './stored.ts'

/** Received entries that were found good and are not stored yet. */
export interface Adoption {
  readonly state: WorkspaceState
  /** To be written in one batch with whatever belongs to them, under these expectations. */
  readonly changes: readonly Change[]
  readonly expect: readonly Expectation[]
  /** Says that they were written: from here on they count. */
  accept(): void
}

/** The folded membership chain of this device. */
export interface Membership {
  readonly state: WorkspaceState
  /** Set once the chain was seen to fork, to go back or to break the rules. */
  readonly evidence: MembershipEvidence | undefined
  /** The hash of the entry with this sequence (from 0), 32 bytes. */
  hashAt(sequence: number): Uint8Array | undefined
  /**
   * The signing key of a member's device, if the device signed for the member right after the entry
   * with this sequence.
   */
  authorAt(memberId: string, deviceId: string, sequence: number): Uint8Array | undefined
  /**
   * Checks what the server sent against what is known, and gives what to store. Keeps evidence of a
   * lie before it throws.
   *
   * @param head where the server says that its chain ends
   * @throws {KeyholderError} `membership.forked`, `membership.rolled-back`, `membership.refused`,
   *   `membership.other-workspace`
   */
  prepare(entries: readonly Uint8Array[], head?: Head): Promise<Adoption>
  /** Prepares, stores and accepts. @throws {KeyholderError} as `prepare`, and `replica.*` */
  adopt(entries: readonly Uint8Array[], head?: Head): Promise<void>
  /**
   * Holds this chain to what another of the member's devices believed, and keeps evidence if it is
   * another one.
   *
   * @throws {KeyholderError} as `prepare`
   */
  hold(believed: BelievedChain): Promise<void>
  /** Reads what another tab or process has stored meanwhile. */
  refresh(): Promise<void>
  /** @throws {KeyholderError} the rule of the evidence, when there is some: nothing is written then */
  requireTrust(): void
  /** A person has looked at the evidence and goes on. */
  dismissEvidence(): Promise<void>
  /** Told after the state changed. Returns the way to stop. */
  watch(listener: (state: WorkspaceState) => void): () => void
}

/** What a membership is kept by. */
export interface MembershipPorts {
  readonly replica: ReplicaStore
  readonly aead: Aead
  readonly random: Random
  readonly clock: () => number
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly replicaKey: AeadKey
}

/** The stored chain. @throws {KeyholderError} `replica.damaged` when there is none, `membership.*` */
export async function openMembership(ports: MembershipPorts): Promise<Membership> {
  const evidence = await readEvidence(ports.replica)
  const { folded, snapshotAt } = await loadFolded(ports)
  return new StoredMembership(ports, folded, snapshotAt, evidence)
}

class StoredMembership implements Membership {
  readonly #ports: MembershipPorts
  readonly #listeners = new Set<(state: WorkspaceState) => void>()
  #folded: Folded
  #snapshotAt: number
  #evidence: MembershipEvidence | undefined

  constructor(
    ports: MembershipPorts,
    folded: Folded,
    snapshotAt: number,
    evidence: MembershipEvidence | undefined,
  ) {
    this.#ports = ports
    this.#folded = folded
    this.#snapshotAt = snapshotAt
    this.#evidence = evidence
  }

  get state(): WorkspaceState {
    return this.#folded.state
  }

  get evidence(): MembershipEvidence | undefined {
    return this.#evidence
  }

  hashAt(sequence: number): Uint8Array | undefined {
    return this.#folded.hashes[sequence]
  }

  authorAt(memberId: string, deviceId: string, sequence: number): Uint8Array | undefined {
    return authorAt(this.state, memberId, deviceId, sequence)
  }

  async prepare(entries: readonly Uint8Array[], head?: Head): Promise<Adoption> {
    const { folded, added } = await this.#checked(() => advance(this.#folded, entries, head))
    const [first] = added
    const changes: Change[] = added.map(chainRow)
    const isDue = isSnapshotDue(folded, this.#snapshotAt)
    if (isDue) changes.push(...(await snapshotRow(this.#ports, folded)))
    return {
      state: folded.state,
      changes,
      // Two tabs that are told different stories must not both store theirs.
      expect: first === undefined ? [] : [{ ...chainRow(first), value: null }],
      accept: () => {
        if (isDue) this.#snapshotAt = folded.state.head.sequence
        this.#become(folded)
      },
    }
  }

  async adopt(entries: readonly Uint8Array[], head?: Head): Promise<void> {
    const { replica } = this.#ports
    for (let attempt = 1; ; attempt += 1) {
      const adoption = await this.prepare(entries, head)
      try {
        if (adoption.changes.length > 0) await replica.write(adoption.changes, adoption.expect)
        adoption.accept()
        return
      } catch (error) {
        if (!isConflict(error) || attempt === MOST_TRIES) throw error
        await this.refresh()
      }
    }
  }

  async hold(believed: BelievedChain): Promise<void> {
    const { workspaceId } = this.#ports
    await this.#checked(() => checkBelieved(workspaceId, this.#folded, believed))
  }

  async refresh(): Promise<void> {
    this.#evidence = await readEvidence(this.#ports.replica)
    const known = this.#folded
    const { folded } = await this.#checked(() => loadFolded(this.#ports, known))
    this.#become(folded)
  }

  requireTrust(): void {
    if (this.#evidence !== undefined) throw untrusted(this.#evidence)
  }

  async dismissEvidence(): Promise<void> {
    await forgetEvidence(this.#ports.replica)
    this.#evidence = undefined
  }

  watch(listener: (state: WorkspaceState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Keeps what shows a lie before it throws. */
  async #checked<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const { replica, clock } = this.#ports
      if (error instanceof ChainRefused && error.evidence !== undefined)
        this.#evidence = await keepEvidence(replica, { ...error.evidence, at: clock() })
      throw error
    }
  }

  /** Never goes back: what another call has adopted meanwhile stays. */
  #become(next: Folded): void {
    if (next.state.head.sequence <= this.state.head.sequence) return
    this.#folded = next
    for (const listener of this.#listeners) listener(next.state)
  }
}

const MOST_TRIES = 5

function isConflict(error: unknown): boolean {
  return (error as { rule?: unknown }).rule === 'replica.conflict'
}

function authorAt(
  state: WorkspaceState,
  memberId: string,
  deviceId: string,
  sequence: number,
): Uint8Array | undefined {
  const device = state.devices.get(deviceId as DeviceId)
  if (device?.memberId !== memberId || device.addedAt > sequence) return undefined
  const isGone = device.removedAt !== null && device.removedAt <= sequence
  return isGone ? undefined : device.signing
}

function untrusted({ rule }: MembershipEvidence): KeyholderError {
  return new KeyholderError(
    rule,
    'The history of the workspace is in doubt: nothing is written until somebody has looked into it.',
  )
}

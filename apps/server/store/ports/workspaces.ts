import type { WriteOnce } from '../store.ts'
import type { GrantedList } from './accounts.ts'
import type { ActivityDraft } from './activity.ts'
import type { NewMemberRow } from './members.ts'
import type { NewSession, SessionRow } from './sessions.ts'

export interface ChainRow {
  readonly sequence: number
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
}

/** What an entry of the chain changes beside the chain. */
export interface ChainEffects {
  readonly admittedMemberId?: string
  /** Nothing is left of the member but its entry: it is kept without a way to sign in. */
  readonly isMemberLost?: boolean
  /** Its sessions are marked as removed, and all that lets it sign in goes; its accounts stay. */
  readonly removedMemberId?: string
  /** Its sessions are marked as removed. */
  readonly removedDeviceId?: string
  /** The invitation by which the member was admitted. */
  readonly usedInvitationId?: string
}

export interface AppendEntry {
  readonly workspaceId: string
  readonly entry: ChainRow
  readonly effects: ChainEffects
  readonly activity: readonly ActivityDraft[]
  readonly once: WriteOnce
}

export interface CreateWorkspace {
  readonly workspaceId: string
  readonly incarnation: string
  readonly entry: ChainRow
  readonly owner: NewMemberRow
  readonly index: GrantedList
  readonly session: NewSession
  readonly activity: readonly ActivityDraft[]
  /** Refused with `signup_closed` when the server has a workspace already. */
  readonly onlyFirst: boolean
}

/** Workspaces and their membership chains. */
export interface WorkspaceStore {
  /** @throws {StoreError} `workspace_exists`, `signup_closed`, `storage_full` as all writes */
  create(workspace: CreateWorkspace): Promise<SessionRow>
  /** The ids of all workspaces, at most `limit`. */
  list(limit: number): Promise<readonly string[]>
  /** undefined when there is none. */
  get(
    workspaceId: string,
  ): Promise<{ readonly incarnation: string; readonly revision: number } | undefined>
  /** Entries from a sequence on, in order. */
  chain(workspaceId: string, from: number, limit: number): Promise<readonly ChainRow[]>
  /**
   * Appends when the entry's sequence is the next one.
   *
   * @returns the workspace's new revision: an even number, higher than all before
   * @throws {StoreError} `chain_conflict`, `idempotency_mismatch`
   */
  append(append: AppendEntry): Promise<number>
  /** New incarnations for all workspaces: after a backup was restored. */
  renewIncarnations(make: () => string): Promise<void>
}

import type { RefusalCode } from '@keyward/protocol'
import type { AccountStore } from './ports/accounts.ts'
import type { ActivityStore } from './ports/activity.ts'
import type { ApprovalStore } from './ports/approvals.ts'
import type { DealStore } from './ports/deals.ts'
import type { DirectoryStore } from './ports/directory.ts'
import type { InvitationStore } from './ports/invitations.ts'
import type { MemberStore } from './ports/members.ts'
import type { ReportStore } from './ports/reports.ts'
import type { SessionStore } from './ports/sessions.ts'
import type { SharingStore } from './ports/sharing.ts'
import type { WebhookStore } from './ports/webhooks.ts'
import type { WorkspaceStore } from './ports/workspaces.ts'

/**
 * Everything that the server keeps. Each method is one transaction: what it promises has been
 * written durably when it resolves, and nothing has been written when it throws. Bytes and ids go
 * in and out as they are; nothing here reads sealed content. Times are UTC milliseconds.
 */
export interface Store {
  readonly workspaces: WorkspaceStore
  readonly members: MemberStore
  readonly sessions: SessionStore
  readonly invitations: InvitationStore
  readonly approvals: ApprovalStore
  readonly accounts: AccountStore
  readonly activity: ActivityStore
  readonly directory: DirectoryStore
  readonly reports: ReportStore
  readonly webhooks: WebhookStore
  readonly deals: DealStore
  readonly sharing: SharingStore
  /** Whether the database answers. */
  isReady(): Promise<boolean>
  /** Removes what has run out: sessions, logins, reservations, idempotency keys, reports closed long ago, deals ended and accounts deleted over 30 days ago. */
  sweep(now: number): Promise<void>
  /** Tells when any process has given a workspace a new revision, or news without one. Returns the way to stop. */
  watch(listener: (news: StoreNews) => void): () => void
  /** A consistent copy of everything, made while others work, as one file at the path. */
  backup(path: string): Promise<void>
  close(): Promise<void>
}

export interface StoreNews {
  readonly workspaceId: string
  readonly memberId?: string
  readonly kind: 'revision' | 'approval' | 'join' | 'session' | 'sign-in-approval'
}

/** Who writes, and the key under which the answer is kept, so that the same request twice is one. */
export interface WriteOnce {
  /** 22 characters, or null where the request has none. */
  readonly key: string | null
  /** SHA-256 of the request, so that one key does not serve two requests. */
  readonly fingerprint: Uint8Array
  readonly now: number
}

/** The one error of the store. `code` is what the client is told. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: RefusalCode
  /** The rule within, e.g. of an object. */
  readonly rule: string | undefined

  constructor(code: RefusalCode, message: string, options?: { cause?: unknown; rule?: string }) {
    super(message, options)
    this.code = code
    this.rule = options?.rule
  }
}

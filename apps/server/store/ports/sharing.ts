import type { ActivityDraft } from './activity.ts'
import type { Grant, SignInApprovalRow } from './deals.ts'

export interface WindowRow extends Grant {
  readonly windowId: string
  readonly authorId: string
  readonly from: number
  readonly until: number
  readonly statement: Uint8Array
}

export interface ShareRequestRow extends Grant {
  readonly requestId: string
  readonly role: 'owner' | 'manager' | 'collaborator'
  readonly sealedNote: Uint8Array | null
  readonly askedBy: string
  readonly askedAt: number
}

export interface Viewer {
  readonly workspaceId: string
  readonly memberId: string
}

/** Approvals of sign-ins, and requests to share accounts. */
export interface SharingStore {
  /** Asking again with the same id changes nothing. @throws {StoreError} `object_refused` when too many wait */
  ask(
    approval: Omit<SignInApprovalRow, 'state' | 'statement'> & {
      readonly workspaceId: string
      readonly bodies: readonly { readonly memberId: string; readonly body: Uint8Array }[]
    },
    activity: readonly ActivityDraft[],
    now: number,
  ): Promise<{ readonly expiresAt: number }>
  /** Those that wait for the member, and those that its device asked for. */
  approvals(
    viewer: Viewer & { readonly deviceId: string },
    now: number,
  ): Promise<{
    readonly asked: readonly (SignInApprovalRow & { readonly body: Uint8Array })[]
    readonly mine: readonly SignInApprovalRow[]
  }>
  /** One that was sealed to the member and is open. */
  approval(viewer: Viewer, approvalId: string, now: number): Promise<SignInApprovalRow | undefined>
  /** @throws {StoreError} `approval_unknown` when it is not open any more */
  answer(
    approval: {
      readonly workspaceId: string
      readonly approvalId: string
      readonly isApproved: boolean
      readonly statement: Uint8Array
    },
    activity: readonly ActivityDraft[],
    now: number,
  ): Promise<void>
  /** Opening one again changes nothing. */
  openWindow(window: WindowRow, activity: readonly ActivityDraft[]): Promise<void>
  /** Those that are not over, of accounts that the member owns, and its own. */
  windows(viewer: Viewer, now: number): Promise<readonly WindowRow[]>
  closeWindow(
    workspaceId: string,
    windowId: string,
    activity: readonly ActivityDraft[],
  ): Promise<void>
  /** Asking again with the same id changes nothing. @throws {StoreError} `object_refused` when too many wait */
  requestShare(request: ShareRequestRow, activity: readonly ActivityDraft[]): Promise<void>
  /** Of accounts that the member owns, and its own, the newest first. */
  shareRequests(viewer: Viewer): Promise<readonly ShareRequestRow[]>
  closeShareRequest(workspaceId: string, requestId: string): Promise<void>
}

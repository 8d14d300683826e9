import type { Policies } from './policies.ts'
import type { AccountRelation, AccountRole, MemberKind, WorkspaceRole } from './roles.ts'

/** Who wants to do something. */
export interface Actor {
  readonly kind: MemberKind
  readonly role: WorkspaceRole
}

/** What the actor's role on the account is. Whoever makes a new account owns it. */
interface OnAccount {
  readonly relation: AccountRelation
}

/** The member whom it is done to. */
interface OnMember {
  readonly target: Actor
}

/** The workspace itself. */
type OnWorkspace = Readonly<Record<never, never>>

/** Every action that rules decide about, and what has to be known about its subject. */
export interface Subjects {
  'accounts.create': OnWorkspace
  'account.view-profile': OnAccount
  'account.view-secrets': OnAccount
  'account.edit': OnAccount
  'account.delete': OnAccount
  'account.restore': OnAccount
  /** Gives the target member an account role. */
  'account.share': OnAccount & OnMember & { readonly grant: AccountRole }
  'account.unshare': OnAccount
  'account.request-share': OnAccount
  /** Continuity: gives an account whose Owners have all left the target member as its Owner. */
  'account.assign-owner': OnMember & {
    readonly orphaned: boolean
    readonly policies: Pick<Policies, 'continuity'>
  }
  'passkey.create': OnAccount & {
    readonly surface: 'mobile' | 'other'
    readonly policies: Pick<Policies, 'createOn'>
  }
  'passkey.sign-in': OnAccount
  /** Brings in a member of this kind, with this role. */
  'member.invite': { readonly newcomer: Actor }
  'member.remove': OnMember
  /** `self`: the target is the actor. */
  'member.change-role': OnMember & { readonly self: boolean; readonly newRole: WorkspaceRole }
  'policy.read': OnWorkspace
  'policy.change': OnWorkspace
  /** All of the workspace's, one account's, or what the actor did itself. */
  'activity.see':
    | { readonly scope: 'workspace' | 'own' }
    | (OnAccount & { readonly scope: 'account' })
  'team.change': OnWorkspace
  /** `self`: the device is the actor's own; then `target` is the actor. */
  'device.remove': OnMember & { readonly self: boolean }
  /** Each account of the export, on its own. */
  'export.plaintext': OnAccount & { readonly policies: Pick<Policies, 'plaintextExport'> }
  'workspace.rename': OnWorkspace
  'workspace.hand-over': OnMember & { readonly self: boolean }
  'workspace.delete': OnWorkspace
}

export type Action = keyof Subjects

import type { Action } from './actions.ts'
import type { Condition } from './conditions.ts'
import type { Refusal } from './refusals.ts'

/**
 * What a role may do: `yes`; `no`; or on accounts on which the member has a role: any (`granted`),
 * Manager or Owner (`managed`), Owner (`owned`).
 */
export type Cell = 'yes' | 'no' | 'granted' | 'managed' | 'owned'

/** Actions whose subject decides between two or three rows of the table. */
type SplitAction = 'activity.see' | 'device.remove'

export type RowName =
  | Exclude<Action, SplitAction>
  | 'activity.see workspace'
  | 'activity.see account'
  | 'activity.see own'
  | 'device.remove own'
  | 'device.remove other'

export interface Row {
  /** One answer for each of `WORKSPACE_ROLES`, in their order. */
  readonly roles: readonly [Cell, Cell, Cell, Cell, Cell, Cell]
  /** Whether an agent may, where its role may; a `no` marks the administrative actions. */
  readonly agents: 'yes' | 'no'
  /** What a `no` in `roles` is called. */
  readonly otherwise: Refusal
  /** What has to hold besides, in the order in which it is looked at. */
  readonly also: readonly Condition[]
}

function row(
  roles: Row['roles'],
  agents: Row['agents'],
  otherwise: Refusal,
  ...also: readonly Condition[]
): Row {
  return { roles, agents, otherwise, also }
}

/** Who may do what: the one place that says so, for the server and for every client. */
// oxfmt-ignore
export const TABLE: Readonly<Record<RowName, Row>> = {
  //                            Owner      Super Admin  Admin      User       Login-Only Guest       agents  otherwise
  'accounts.create':        row(['yes',     'yes',     'yes',     'yes',     'no',      'no'     ], 'yes', 'needs-account-creator'),
  'account.view-profile':   row(['granted', 'granted', 'granted', 'granted', 'granted', 'granted'], 'yes', 'needs-grant'),
  'account.view-secrets':   row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator'),
  'account.edit':           row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator'),
  'account.delete':         row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator'),
  'account.restore':        row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator'),
  'account.share':          row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator', 'grant-fits-role'),
  'account.unshare':        row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator'),
  'account.request-share':  row(['managed', 'managed', 'managed', 'managed', 'no',      'no'     ], 'yes', 'collaborator-only'),
  'account.assign-owner':   row(['yes',     'yes',     'no',      'no',      'no',      'no'     ], 'no',  'needs-continuity-role', 'orphaned', 'continuity', 'target-may-own'),
  'passkey.create':         row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator', 'create-here'),
  'passkey.sign-in':        row(['granted', 'granted', 'granted', 'granted', 'granted', 'granted'], 'yes', 'needs-grant'),
  'member.invite':          row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'no',  'needs-member-administrator', 'newcomer-not-owner', 'newcomer-in-reach', 'newcomer-fits-kind'),
  'member.remove':          row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'no',  'needs-member-administrator', 'target-not-owner', 'target-in-reach'),
  'member.change-role':     row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'no',  'needs-member-administrator', 'not-self', 'target-not-owner', 'new-role-not-owner', 'target-in-reach', 'new-role-in-reach', 'new-role-fits-kind'),
  'policy.read':            row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'yes', 'needs-policy-reader'),
  'policy.change':          row(['yes',     'yes',     'no',      'no',      'no',      'no'     ], 'no',  'needs-policy-changer'),
  'activity.see workspace': row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'no',  'needs-activity-reader'),
  'activity.see account':   row(['yes',     'yes',     'yes',     'owned',   'no',      'no'     ], 'yes', 'needs-own-activity'),
  'activity.see own':       row(['yes',     'yes',     'yes',     'yes',     'yes',     'yes'    ], 'yes', 'needs-own-activity'),
  'team.change':            row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'no',  'needs-team-administrator'),
  'device.remove own':      row(['yes',     'yes',     'yes',     'yes',     'yes',     'yes'    ], 'yes', 'needs-member-administrator'),
  'device.remove other':    row(['yes',     'yes',     'yes',     'no',      'no',      'no'     ], 'no',  'needs-member-administrator', 'target-in-reach'),
  'export.plaintext':       row(['owned',   'owned',   'owned',   'owned',   'no',      'no'     ], 'yes', 'needs-account-creator', 'plaintext-export'),
  'workspace.rename':       row(['yes',     'yes',     'no',      'no',      'no',      'no'     ], 'no',  'needs-workspace-administrator'),
  'workspace.hand-over':    row(['yes',     'no',      'no',      'no',      'no',      'no'     ], 'no',  'needs-workspace-owner', 'not-to-self', 'target-is-person'),
  'workspace.delete':       row(['yes',     'no',      'no',      'no',      'no',      'no'     ], 'no',  'needs-workspace-owner'),
}

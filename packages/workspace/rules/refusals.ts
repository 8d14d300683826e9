/** Every rule that can refuse an action, with the sentence that people read. */
export const REFUSALS = {
  // The member's role in the workspace
  'needs-account-creator': 'Login-Only members and Guests cannot create or own accounts.',
  'needs-member-administrator':
    "Only the workspace's Owner, Super Admins and Admins can invite, remove or change members.",
  'needs-policy-reader': "Only the workspace's Owner, Super Admins and Admins can read policies.",
  'needs-policy-changer': "Only the workspace's Owner and Super Admins can change policies.",
  'needs-activity-reader':
    "Only the workspace's Owner, Super Admins and Admins can see all activity.",
  'needs-own-activity': 'Login-Only members and Guests can see only what they did themselves.',
  'needs-team-administrator':
    "Only the workspace's Owner, Super Admins and Admins can change teams.",
  'needs-workspace-administrator':
    "Only the workspace's Owner and Super Admins can rename the workspace.",
  'needs-continuity-role':
    "Only the workspace's Owner and Super Admins can assign an Owner to an orphaned account.",
  'needs-workspace-owner':
    "Only the workspace's Owner can hand over ownership or delete the workspace.",
  'agent-not-administrative':
    'Agents cannot administer a workspace, nor get a role that does or its ownership.',

  // The member's role on the account
  'needs-grant': 'This account is not shared with you.',
  'needs-account-manager': 'Only a Manager or an Owner of this account can ask to share it.',
  'needs-account-owner': 'Only an Owner of this account can do this.',

  // Whom it is done to
  'member-out-of-reach': 'Your role cannot remove or change a member with that role.',
  'role-out-of-reach': 'Your role cannot give that role.',
  'owner-only-by-hand-over': "The workspace's Owner changes only when the Owner hands it over.",
  'own-role': 'Nobody can change their own role.',
  'already-owner': "This member is the workspace's Owner already.",
  'collaborator-only': 'Login-Only members and Guests can only be Collaborators.',

  // What the workspace decided, and the state of the account
  'account-not-orphaned': 'This account has an Owner: only they can add another.',
  'continuity-off': "The workspace's policy on continuity is off.",
  'create-on-mobile-only': "The workspace's policy allows creating passkeys in the phone app only.",
  'plaintext-export-off': "The workspace's policy forbids exporting without encryption.",
} as const

export type Refusal = keyof typeof REFUSALS

/** How every command of this group names its account. */
export const ACCOUNT = {
  name: 'ACCOUNT',
  help: 'its id, or words that only this account has in its app, username, labels or RP IDs',
} as const

/** Whom an account is shared with: the one or the other. */
export const MEMBER_OR_TEAM = {
  operand: { name: 'MEMBER', help: 'a name or id; left out with --team', isOptional: true },
  option: { kind: 'text', value: 'TEAM', help: 'a whole team, by its name or id' },
} as const

/** How every command of this group names its account. */
export const ACCOUNT = {
  name: 'ACCOUNT',
  help: 'its id, or words that only this account has in its app, username, labels or RP IDs',
} as const

/**
 * The keys of all views. The first member says what a view depends on, and so when it is read again:
 * `vault` after accounts changed, `workspace` after the membership chain did, `session` after the
 * session's events, `device` when the app comes to the foreground, `activity` and `directory` after
 * each exchange with the server; `app` never, for what comes with the app.
 */
export const views = {
  account: (accountId: string) => ['vault', 'account', accountId] as const,
  accountChanges: (accountId: string) => ['vault', 'account-changes', accountId] as const,
  accountUses: (accountId: string) => ['activity', 'passkey-uses', accountId] as const,
  accountActivity: (accountId: string) => ['activity', 'account', accountId] as const,
  accountsSharedWithMe: ['activity', 'shared-with-me'] as const,
  recentUses: ['activity', 'passkey-uses'] as const,
  deletedAccounts: ['vault', 'deleted-accounts'] as const,
  accountsInNeed: ['vault', 'accounts-in-need'] as const,
  unconfirmedPasskeys: ['vault', 'unconfirmed-passkeys'] as const,
  usernameHolder: (...of: readonly (string | undefined)[]) =>
    ['vault', 'username-holder', ...of] as const,
  safetyNumber: (deviceId: string) => ['workspace', 'safety-number', deviceId] as const,
  unlockMethods: ['session', 'unlock-methods'] as const,
  device: ['device', 'facts'] as const,
  site: ['device', 'site'] as const,
  neverHosts: ['device', 'never-hosts'] as const,
  userOffers: (accountId: string) => ['vault', 'user-offers', accountId] as const,
  server: ['session', 'server'] as const,
  sessions: ['activity', 'sessions'] as const,
  ownMethods: ['session', 'own-methods'] as const,
  storage: ['session', 'storage'] as const,
  licences: ['app', 'licences'] as const,
  invitations: ['activity', 'invitations'] as const,
  operators: ['session', 'operators'] as const,
  memberReport: (memberId: string) => ['vault', 'member-report', memberId] as const,
  activity: (filter: object, isWhole: boolean) => ['activity', 'list', filter, isWhole] as const,
  reports: ['activity', 'reports'] as const,
  webhooks: ['activity', 'webhooks'] as const,
  supportContact: ['session', 'support-contact'] as const,
  help: (page: string, question: string) => ['session', 'help', page, question] as const,
  directory: ['directory', 'apps'] as const,
  sharing: (accountId: string, version: number) =>
    ['activity', 'sharing', accountId, version] as const,
  collections: ['vault', 'collections'] as const,
  collection: (collectionId: string, version: number) =>
    ['activity', 'collection', collectionId, version] as const,
  collectionsOf: (accountId: string, version: number) =>
    ['activity', 'collections-of', accountId, version] as const,
  reasons: (sequences: readonly number[]) => ['vault', 'reasons', ...sequences] as const,
  shareRequests: ['activity', 'share-requests'] as const,
  approvals: ['activity', 'approvals'] as const,
  approvalWindows: (accountId: string) => ['activity', 'approval-windows', accountId] as const,
  demonstration: ['session', 'demonstration'] as const,
} as const

/** What a view may depend on. */
export type ViewArea =
  | 'app'
  | 'vault'
  | 'workspace'
  | 'session'
  | 'device'
  | 'activity'
  | 'directory'

/** A key of a view. */
export type ViewKey = readonly [ViewArea, ...(readonly unknown[])]

/** The version of this protocol; every request names it in the header `Keyward-Protocol`. */
export const PROTOCOL_VERSION = 1

/** What is never larger. Sizes are in bytes, and of the decoded bytes where a text carries some. */
export const LIMITS = {
  /** A request's body. */
  body: 24 * 1024 * 1024,
  /** A body of a request that needs no session. */
  openBody: 1024 * 1024,
  /** Nesting of a JSON body. */
  depth: 32,
  /** One sealed compartment. */
  write: 17 * 1024 * 1024,
  /** One access list. */
  list: 4 * 1024 * 1024,
  /** One entry of the membership chain. */
  entry: 65_536,
  /** One wrapped key. */
  wrapped: 2048,
  /** One signed statement of what a device did. */
  statement: 4096,
  /** Accounts in one push. */
  pushAccounts: 200,
  /** Grantees of one account. */
  grants: 10_000,
  /** Username claims of one account. */
  claims: 64,
  /** Rows of one page. */
  page: 1000,
  /** Sealed bytes of one page of changes, which ends before it would have more; one change may. */
  pageBytes: 2 * 1024 * 1024,
  /** Statements in one report of activity. */
  statements: 500,
  /** Messages that one approval may take. */
  approvalMessages: 8,
  /** Apps in the directory. */
  directoryApps: 5000,
  /** Domains of one app of the directory. */
  appDomains: 100,
  /** Characters that a report of an app may have besides its fields. */
  reportText: 500,
  /** Open reports of one member. */
  openReports: 100,
  /** Characters of a workspace's support contact. */
  supportContact: 300,
  /** Webhooks of one workspace. */
  webhooks: 5,
  /** Characters of a webhook's address. */
  webhookUrl: 2000,
  /** Deals in one push. */
  pushDeals: 20,
  /** One deal, signed. */
  deal: 8192,
  /** The signer's half of a deal, sealed. */
  signerShare: 2048,
  /** A device's half of a deal, sealed: 1,000 rows. */
  deviceShare: 120_000,
  /** Why somebody signs in or asks for something, sealed. */
  sealedReason: 2048,
  /** What one approver of a sign-in is shown, sealed. */
  approvalBody: 16_384,
  /** Owners who are asked to approve one sign-in. */
  approvers: 200,
  /** Sign-ins of one device that wait for approval, and open share requests of one member. */
  openRequests: 50,
} as const

/** How long things last, in milliseconds. */
export const LIFETIMES = {
  /** A session that nobody uses. */
  sessionIdle: 30 * 24 * 3_600_000,
  /** A session at all. */
  session: 180 * 24 * 3_600_000,
  /** A sign-in between its two requests, and a challenge. */
  login: 2 * 60_000,
  /** An approval of a new device. */
  approval: 10 * 60_000,
  /** The approval of one sign-in. */
  signInApproval: 2 * 60_000,
  /** How long the sign-ins of a grantee can be approved beforehand. */
  approvalWindow: 8 * 3_600_000,
  /** A deal that was replaced by another, which was not used yet. */
  replacedDeal: 24 * 3_600_000,
  /** How long it is known of a deal that ended that it was. */
  endedDeal: 30 * 24 * 3_600_000,
  /** Over how long the use of a deal is counted. */
  dealUse: 28 * 24 * 3_600_000,
  /** A request to share an account. */
  shareRequest: 30 * 24 * 3_600_000,
  /** A reserved username whose account never came. */
  reservation: 10 * 60_000,
  /** How long the answer to an idempotency key is kept. */
  idempotency: 24 * 3_600_000,
  /** How far a device's proof may be dated from the server's clock, once its offset is counted. */
  proof: 60_000,
  /** How long a deleted account can be restored. */
  undo: 30 * 24 * 3_600_000,
  /** How long a closed report of an app is kept. */
  closedReport: 180 * 24 * 3_600_000,
  /** The longest that an invitation stays open. */
  invitation: 30 * 24 * 3_600_000,
} as const

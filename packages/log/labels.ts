/** What the signatures and hashes of this package are for. A label is never used twice. */

/** The signature of what a device says that it did. */
export const STATEMENT_PURPOSE = 'keyward/activity-statement/v1'

/** First element of what the hash before a workspace's first entry is made of. */
export const GENESIS = 'keyward/activity-genesis/v1'

/** The signature by which a server answers for the end of a log. */
export const HEAD_PURPOSE = 'keyward/activity-head/v1'

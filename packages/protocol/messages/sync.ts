import { z } from 'zod'
import { answer, bytes, count, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { Head } from './chain.ts'
import { ListPush } from './enrolment.ts'
import { LogHead } from './log-head.ts'

/** `encodeWrite` of `@keyward/vault`. */
const write = bytes(1, LIMITS.write)

/** What an account's username claims, made with the index key of this epoch. */
export const Claims = request({
  indexEpoch: count(1),
  claims: z.array(bytes(32)).max(LIMITS.claims),
})
export type Claims = z.infer<typeof Claims>

/**
 * New versions of one account's objects, all taken or none. Each names in itself the version and
 * the hash that it builds on.
 */
export const AccountPush = request({
  accountId: id,
  /** Further versions of the access list, oldest first. */
  lists: z.array(ListPush).max(100),
  profile: write.nullable(),
  secrets: write.nullable(),
  /** null leaves them as they are. */
  claims: Claims.nullable(),
  /** Whether the account is deleted; null leaves it. What counts for clients is the sealed mark. */
  isDeleted: z.boolean().nullable(),
  /**
   * What happens when another account has the username: `refuse` takes nothing, `keep` takes the
   * account without its claims, because a site has been answered already.
   */
  onTaken: z.enum(['refuse', 'keep']),
  /**
   * The server lost these versions (a backup was restored): they need not be this device's own, and
   * a compartment may be any number of versions ahead.
   */
  isPutBack: z.boolean(),
})
export type AccountPush = z.infer<typeof AccountPush>

export const Push = request({ accounts: z.array(AccountPush).min(1).max(LIMITS.pushAccounts) })
export type Push = z.infer<typeof Push>

/** One grantee's wrapped keys of one version of a list. */
export const Wrapped = answer({
  profile: bytes(1, LIMITS.wrapped),
  secrets: bytes(1, LIMITS.wrapped).nullable(),
})
export type Wrapped = z.infer<typeof Wrapped>

/** What a member may have of an account and has not yet. */
export const AccountChange = answer({
  accountId: id,
  revision: count(1),
  /** No longer shared with the member: all that is kept of it goes. The rest is empty then. */
  isRevoked: z.boolean(),
  /** Versions of the list, oldest first. */
  lists: z.array(bytes(1, LIMITS.list)),
  /** The member's own keys, of the newest list; null when no list is in this change. */
  wrapped: Wrapped.nullable(),
  profile: write.nullable(),
  /** null as well when the member is no Owner of the account. */
  secrets: write.nullable(),
  deletedAt: time.nullable(),
  /** Another account has the username: this one has to be renamed. */
  isUsernameTaken: z.boolean(),
  /** Deleted more than 30 days ago: its sealed bytes are gone. */
  isPurged: z.boolean(),
})
export type AccountChange = z.infer<typeof AccountChange>

const accountId = id

export const PushResult = z.discriminatedUnion('outcome', [
  answer({
    accountId,
    outcome: z.literal('accepted'),
    revision: count(1),
    isUsernameTaken: z.boolean(),
  }),
  /** Something newer is there: merge with it and push again. */
  answer({ accountId, outcome: z.literal('stale'), current: AccountChange }),
  answer({
    accountId,
    outcome: z.literal('refused'),
    code: z.enum([
      'forbidden',
      'object_refused',
      'index_key_stale',
      'username_taken',
      'account_unknown',
    ]),
    rule: z.string().max(100).nullable(),
  }),
])
export type PushResult = z.infer<typeof PushResult>
export const PushResults = answer({ revision: count(0), results: z.array(PushResult) })
export type PushResults = z.infer<typeof PushResults>

/** The end of the activity log. */
export const ActivityHead = answer({ sequence: count(0), hash: bytes(32) })
export type ActivityHead = z.infer<typeof ActivityHead>

/** Everything of the member's after a revision, a page of it. */
export const Changes = answer({
  /** Made anew when a backup is restored: revisions of another incarnation mean nothing. */
  incarnation: id,
  /** Ask for what comes after this one next. Opaque: an odd number says that more of it follows. */
  revision: count(0),
  hasMore: z.boolean(),
  /** New entries of the membership chain. */
  entries: z.array(bytes(1, LIMITS.entry)),
  head: Head,
  accounts: z.array(AccountChange),
  activityHead: ActivityHead,
  /** The same end of the log, signed. */
  logHead: LogHead,
  serverTime: time,
})
export type Changes = z.infer<typeof Changes>

/** A line of the live stream; lines with the same revision keep the connection alive. */
export const LiveLine = answer({
  revision: count(0),
  approvals: z.boolean(),
  joins: z.boolean(),
  /** A sign-in that this member asked for, or may approve. */
  signInApprovals: z.boolean().optional(),
})
export type LiveLine = z.infer<typeof LiveLine>

/** Takes a username for an account that is about to be saved. */
export const ReserveClaims = request({ accountId: id, claims: Claims })
export type ReserveClaims = z.infer<typeof ReserveClaims>
export const ClaimsReserved = answer({ isTaken: z.boolean() })
export type ClaimsReserved = z.infer<typeof ClaimsReserved>

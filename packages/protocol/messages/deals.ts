import { z } from 'zod'
import { answer, bytes, count, id, request } from '../fields.ts'
import { LIMITS } from '../limits.ts'

const signerKey = bytes(1216)
/** `SignedDeal` of `@keyward/cosigning`. */
const deal = bytes(1, LIMITS.deal)
/** A half of a deal, sealed to the signer's key. */
const forSigner = bytes(1, LIMITS.signerShare)
/** The other half, sealed to the key of the device that the deal is for. */
const forDevice = bytes(1, LIMITS.deviceShare)
/** A statement of `@keyward/cosigning/terms`. */
const statement = bytes(1, LIMITS.statement)
/** null: the deal has no number of sign-ins. */
const left = count(0).nullable()

/** With whom grantees sign in: deals are made for this signer and no other. */
export const Signer = answer({ signerId: id, signerKey })
export type Signer = z.infer<typeof Signer>

/** The key to which halves of deals are sealed for this device. */
export const PutDealKey = request({ statement })
export type PutDealKey = z.infer<typeof PutDealKey>

export const DealingQuery = request({
  after: id.optional(),
  limit: count(1, LIMITS.page).optional(),
})
export type DealingQuery = z.infer<typeof DealingQuery>

/** What an Owner of an account has to know to make deals for it. */
export const DealingAccount = answer({
  accountId: id,
  /** Of members who have the account as Manager or Collaborator. */
  devices: z.array(answer({ memberId: id, deviceId: id, statement })),
  /** Devices of theirs that have not said yet to which key deals are sealed for them. */
  missing: z.array(answer({ memberId: id, deviceId: id })),
  /** Live deals. */
  deals: z.array(
    answer({
      dealId: id,
      memberId: id,
      deviceId: id,
      /** `hashPublicKey` of `@keyward/cosigning`. */
      publicKeyHash: bytes(32),
      algorithm: z.enum(['ES256', 'EdDSA', 'RS256']),
      count: count(0),
      left,
      /** The deal that this one replaces, while that one is live. */
      replaces: id.nullable(),
      /** Sign-ins of this device with this passkey in the last 28 days, by whatever deal. */
      used28Days: count(0),
    }),
  ),
  /** Also of members to whom the account is not granted yet. */
  terms: z.array(
    answer({
      memberId: id,
      statement,
      /** Under this version of the terms. */
      signInsUsed: count(0),
    }),
  ),
})
export type DealingAccount = z.infer<typeof DealingAccount>

/** Accounts of the caller's that others have, in the order of their ids. */
export const Dealing = answer({
  signer: Signer,
  accounts: z.array(DealingAccount),
  /** Members who operate the server, as it says itself: with what they are granted they could take keys. */
  operators: z.array(id),
  hasMore: z.boolean(),
})
export type Dealing = z.infer<typeof Dealing>

export const PushDeals = request({
  deals: z
    .array(
      request({
        deal,
        forSigner,
        forDevice,
        /** The newest live deal of the same device and passkey; null when there is none. */
        replaces: id.nullable(),
      }),
    )
    .min(1)
    .max(LIMITS.pushDeals),
})
export type PushDeals = z.infer<typeof PushDeals>

/** Of a deal that can't be read, the id is null. */
export const DealResult = z.discriminatedUnion('outcome', [
  answer({ dealId: id, outcome: z.literal('accepted') }),
  answer({
    dealId: id.nullable(),
    outcome: z.literal('refused'),
    code: z.enum(['object_refused', 'forbidden', 'signer_changed', 'deal_known', 'deal_stale']),
    rule: z.string().max(100).nullable(),
  }),
])
export type DealResult = z.infer<typeof DealResult>
/** In the order of the deals. */
export const DealResults = answer({ results: z.array(DealResult) })
export type DealResults = z.infer<typeof DealResults>

export const DealsQuery = request({
  since: count(0),
  /** `since` of the first page, where this is a further one. */
  begunAt: count(0).optional(),
})
export type DealsQuery = z.infer<typeof DealsQuery>

/** Deals of the session's device. */
export const Deals = answer({
  /** Ask for what comes after this one next. */
  revision: count(0),
  hasMore: z.boolean(),
  /** New live ones; all of them after 0. */
  deals: z.array(answer({ deal, forDevice })),
  /** Deals that ended after the revision asked for; none after 0. */
  dead: z.array(id),
  /** All accounts that the member has as Manager or Collaborator, whatever the revision. */
  grants: z.array(
    answer({
      accountId: id,
      /** null: no Owner has set terms yet, and there is no signing in. */
      terms: statement.nullable(),
      signInsUsed: count(0),
      /** Of all live deals of this device; null when none of them has a number of sign-ins. */
      left,
    }),
  ),
})
export type Deals = z.infer<typeof Deals>

/**
 * What a grantee asks for: of another length it is refused by the signer, which names the rule and
 * keeps it in the log, and not here.
 */
const asked = (length: number) => bytes(0, 1024).describe(`${length} bytes as base64url`)

/**
 * One sign-in. It is never sent twice: a second request with the same index is refused, and the
 * answer of the first is kept nowhere.
 */
export const Cosign = request({
  authenticatorData: asked(37),
  clientDataHash: asked(32),
  request: z.discriminatedUnion('algorithm', [
    request({ algorithm: z.literal('ES256'), index: count(0), r: asked(32), tag: asked(16) }),
    request({ algorithm: z.literal('EdDSA'), d: asked(32), e: asked(32) }),
    request({ algorithm: z.literal('RS256') }),
  ]),
  /** Why, sealed to those who may read it. */
  sealedReason: bytes(1, LIMITS.sealedReason).nullable(),
  approvalId: id.nullable(),
})
export type Cosign = z.infer<typeof Cosign>

/** The signer's half. */
export const Cosigned = z.discriminatedUnion('algorithm', [
  answer({ algorithm: z.literal('ES256'), half: bytes(32) }),
  answer({ algorithm: z.literal('EdDSA'), r1: bytes(32), s1: bytes(32) }),
  answer({ algorithm: z.literal('RS256'), half: bytes(256, 512) }),
])
export type Cosigned = z.infer<typeof Cosigned>

/** That an answer of the signer's made no good signature. */
export const DealFailed = request({ index: count(0, 999).nullable() })
export type DealFailed = z.infer<typeof DealFailed>

/** The next version of the terms of one grant. */
export const PutTerms = request({ statement })
export type PutTerms = z.infer<typeof PutTerms>

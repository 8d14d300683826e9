import { z } from 'zod'

/** Every refusal: its HTTP status and the sentence for people. The set is closed. */
export const REFUSAL_CODES = {
  // The request itself
  bad_request: [400, 'The request is malformed.'],
  too_large: [413, 'The request is too large.'],
  not_found: [404, 'There is nothing at this address.'],
  method_not_allowed: [405, 'This address does not take this method.'],
  upgrade_client: [426, 'This client is too old for the server: update Keyward.'],
  upgrade_server: [426, 'This server is too old for the client: its operator has to update it.'],
  idempotency_mismatch: [422, 'This idempotency key belongs to another request.'],

  // Who asks
  unauthenticated: [401, 'The session is not valid, or has ended: sign in again.'],
  proof_required: [401, "The request carries no proof of its device's key."],
  proof_invalid: [401, "The proof of the device's key does not fit this request."],
  proof_time: [401, "The proof is dated too far from the server's time."],
  proof_replayed: [401, 'The proof was used before.'],
  device_key_mismatch: [401, 'This device signed in with another key before: use a new device id.'],
  sign_in_refused: [401, 'The address or what was given to prove it is wrong.'],
  login_expired: [401, 'The sign-in took too long, or was finished before: start again.'],
  not_admitted: [403, 'The member waits to be admitted to the workspace.'],
  device_not_admitted: [403, 'This device is not yet, or no longer, one of the member.'],

  // What the rules of the workspace say
  forbidden: [403, 'The rules of the workspace do not allow this.'],
  signup_closed: [403, 'This server takes no new workspaces.'],
  setup_code_wrong: [403, 'The setup code is wrong.'],
  invitation_unknown: [404, 'The invitation is not known, was used, was revoked or has expired.'],
  address_taken: [409, 'Another member of this workspace signs in with this address.'],
  workspace_exists: [409, 'A workspace with this id exists.'],

  // Objects
  chain_conflict: [409, 'Another entry of the membership chain came first.'],
  chain_refused: [422, 'The entry of the membership chain is not valid.'],
  object_refused: [422, 'The object is not valid.'],
  object_stale: [409, 'The object does not build on the newest version.'],
  index_key_stale: [409, 'The claims were made with another index key than the present one.'],
  username_taken: [409, 'Another account has this username.'],
  account_unknown: [404, 'There is no such account, or it is not shared with the member.'],
  method_unknown: [404, 'There is no such way to unlock.'],
  last_method: [409, 'The last way to sign in can not be removed.'],
  session_unknown: [404, 'There is no such session.'],
  approval_unknown: [404, 'There is no such approval, or it has expired.'],
  approval_order: [
    409,
    'A message with this number is there already, or one before it is missing.',
  ],
  start_again: [410, 'The changes asked for are no longer known one by one: start from 0.'],

  // Signing in together with the signer
  deal_unknown: [404, 'There is no such deal for this device, or it has ended.'],
  deal_replaced: [409, 'A newer deal has taken the place of this one.'],
  signer_changed: [409, 'The deal was made for a signer that is no more: wait for a new one.'],
  index_spent: [409, 'This part of the deal was used before.'],
  cosigning_refused: [422, 'The sign-in is not one that may be signed by this deal.'],
  terms_missing: [403, 'No Owner of the account has set terms for signing in yet.'],
  limit_reached: [403, 'The limits of this share do not allow this sign-in.'],
  approval_needed: [403, 'An Owner of the account has to approve this sign-in.'],

  // The server
  rate_limited: [429, 'Too many requests: wait and try again.'],
  storage_full: [507, 'The server has no space left. Nothing was changed.'],
  unavailable: [503, 'The server can not do this now. Nothing was changed: try again.'],
  internal: [500, 'The server failed. Nothing was acknowledged.'],
} as const satisfies Readonly<Record<string, readonly [status: number, sentence: string]>>

export type RefusalCode = keyof typeof REFUSAL_CODES

const CODES = Object.keys(REFUSAL_CODES) as [RefusalCode, ...RefusalCode[]]

/** The body of every answer that is no success. */
export const Refusal = z.object({
  code: z.enum(CODES),
  /** For people; it says what was wrong and what to do. */
  message: z.string().max(2000),
  /** The rule of `@keyward/workspace` that refused, or what was wrong with an object. */
  rule: z.string().max(100).optional(),
  /** Where in the request, for `bad_request`: member names joined by dots. */
  path: z.string().max(300).optional(),
  /** Seconds to wait. */
  retryAfter: z.number().optional(),
  /** The server's clock, UTC milliseconds, where times were compared. */
  serverTime: z.number().optional(),
})
export type Refusal = z.infer<typeof Refusal>

/** A refusal with the usual sentence. */
export function refusal(code: RefusalCode, more: Omit<Partial<Refusal>, 'code'> = {}): Refusal {
  return { code, message: REFUSAL_CODES[code][1], ...more }
}

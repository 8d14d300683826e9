export type RefusalCode =
  | 'already_registered'
  | 'challenge_unknown'
  | 'cross_site'
  | 'invalid_request'
  | 'not_found'
  | 'not_signed_in'
  | 'too_large'
  | 'too_many_attempts'
  | 'unknown_passkey'
  | 'username_taken'
  | 'verification_failed'
  | 'wrong_host'
  | 'wrong_password'

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 421 | 429

const statuses: Record<RefusalCode, Status> = {
  already_registered: 409,
  challenge_unknown: 400,
  cross_site: 403,
  invalid_request: 400,
  not_found: 404,
  not_signed_in: 401,
  too_large: 413,
  too_many_attempts: 429,
  unknown_passkey: 400,
  username_taken: 409,
  verification_failed: 400,
  wrong_host: 421,
  wrong_password: 401,
}

/** Perch will not do what was asked. The message may be shown: what happened, and what to do. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: RefusalCode
  readonly status: Status

  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.status = statuses[code]
  }
}

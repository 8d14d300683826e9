import type { RefusalCode } from '@keyward/protocol'
import type { Refusal as WorkspaceRefusal } from '@keyward/workspace/rules'

/** Every way in which the keyholder refuses, by what was wrong. */
export type KeyholderRule =
  // The session
  | 'session.locked'
  | 'session.none'
  | 'session.exists'
  | 'session.wrong-passphrase'
  | 'session.wrong-kit'
  | 'session.offline-unlock-unavailable'
  | 'session.ended'
  | 'session.removed'
  | 'session.weak-passphrase'
  | 'session.not-admitted'
  | 'session.approval'

  // The server
  | 'remote.offline'
  | 'remote.not-a-server'
  | 'remote.refused'
  | 'remote.malformed'

  // Membership: the server may be lying
  | 'membership.forked'
  | 'membership.rolled-back'
  | 'membership.refused'
  | 'membership.other-workspace'
  | 'membership.invitation'
  | 'membership.proof'
  | 'membership.unknown-member'
  | 'activity.forked'
  | 'activity.rolled-back'
  | 'activity.head'

  // Accounts
  | 'account.unknown'
  | 'account.not-owner'
  | 'account.username-taken'
  | 'account.incomplete'

  // What the rules of the workspace say; `refusal` names which
  | 'forbidden'

  // Passkeys and programs' requests
  | 'provider.gate'
  | 'provider.cancelled'
  | 'provider.no-passkey'

  // Signing in together with the signer
  /** An Owner's device has to make a deal for this one first. */
  | 'cosigning.waiting'
  | 'cosigning.offline'
  /** `detail` names the rule, such as `limit.hours`. */
  | 'cosigning.refused'
  /** `detail` is `declined` or `expired`. */
  | 'cosigning.approval-needed'
  /** The signer says that this part of the deal was used before. */
  | 'cosigning.spent'
  | 'cosigning.bad-answer'
  /** What an approver was asked does not fit the account; `detail` says what. */
  | 'cosigning.approval-refused'

  // Transfer
  | 'transfer.refused'

  // The replica
  | 'replica.full'
  | 'replica.damaged'
  | 'replica.newer'
  | 'replica.unavailable'
  | 'replica.closed'

/** The one error of this package's session, vault, sync and commands. Its message is for people. */
export class KeyholderError extends Error {
  override readonly name = 'KeyholderError'
  readonly rule: KeyholderRule
  /** What the server answered, for `remote.refused`. */
  readonly code: RefusalCode | undefined
  /** Which rule of the workspace, for `forbidden`. */
  readonly refusal: WorkspaceRefusal | undefined
  /** What the server named as the rule that refused, word by word, for `remote.refused`. */
  readonly detail: string | undefined

  constructor(
    rule: KeyholderRule,
    message: string,
    options: {
      cause?: unknown
      code?: RefusalCode
      refusal?: WorkspaceRefusal
      detail?: string
    } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.rule = rule
    this.code = options.code
    this.refusal = options.refusal
    this.detail = options.detail
  }
}

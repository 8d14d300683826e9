/** What can be wrong with account content, or refused about it. */
export type AccountsRule =
  // Stored bytes
  | 'content.malformed'
  | 'content.version'
  | 'shard.malformed'
  | 'shard.version'
  // Edits
  | 'account.deleted'
  | 'account.not-deleted'
  | 'account.restore-expired'
  | 'passkey.unknown'
  | 'passkey.exists'
  | 'passkey.deleted'
  | 'passkey.not-deleted'
  | 'passkey.restore-expired'
  | 'passkey.malformed'
  // Credential sources
  | 'passkey.algorithm'

/** The one error of accounts. `rule` says which rule refused. Messages never hold content. */
export class AccountsError extends Error {
  override readonly name = 'AccountsError'
  readonly rule: AccountsRule

  constructor(rule: AccountsRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

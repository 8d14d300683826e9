/** Every way in which the server or its admin commands refuse their operator. */
export type OperatorRule =
  // What was set or typed
  | 'config.mistakes'
  | 'admin.usage'
  | 'admin.passphrase'

  // The data folder and what is in it
  | 'data.folder'
  | 'data.database-missing'
  | 'data.database'
  | 'data.installation'
  | 'data.in-use'
  | 'data.exists'

  // The signer's own store
  | 'signer.store'

  // The secrets file and its sealed backup
  | 'secrets.missing'
  | 'secrets.damaged'
  | 'secrets.other'
  | 'secrets.exists'
  | 'secrets.file'
  | 'secrets-backup.damaged'
  | 'secrets-backup.refused'

  // Backups of the database
  | 'backup.exists'
  | 'backup.damaged'
  | 'backup.newer'
  | 'backup.file'

  // Lists of apps
  | 'directory.file'

  // The network
  | 'listen.busy'
  | 'listen.refused'

  // What `admin check` found
  | 'check.failed'

/**
 * What the person who runs the server can put right. The message is made of whole sentences that say
 * what to do, one on each line; it holds no secrets.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly rule: OperatorRule

  constructor(rule: OperatorRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

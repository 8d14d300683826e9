/** Every way in which this program refuses on its own account, and the name that it reports. */
const RULES = {
  // What was typed, and what came on standard input
  'cli.command': 'InputError',
  'cli.option': 'InputError',
  'cli.store': 'InputError',
  'cli.plaintext': 'InputError',
  'cli.stdin-empty': 'InputError',
  'cli.stdin-too-large': 'InputError',
  'cli.stdin-json': 'InputError',
  'cli.member': 'InputError',
  'cli.encrypted': 'InputError',
  'cli.no-passkeys': 'InputError',
  'cli.operand': 'InputError',
  'cli.home': 'InputError',
  'cli.file': 'InputError',
  'cli.passphrase': 'InputError',
  'cli.confirm': 'InputError',
  'cli.no-terminal': 'InputError',
  'cli.cancelled': 'CancelledError',

  // What a command was asked to find or to stand on
  'cli.username-taken': 'ConflictError',
  'cli.not-found': 'NotFoundError',
  'cli.ambiguous': 'NotFoundError',
  'cli.no-workspace': 'LockedError',
  'cli.locked': 'LockedError',
  'cli.holder': 'LockedError',
  'cli.server': 'ServerError',

  // The file that passkeys are kept in
  'store.missing': 'StoreError',
  'store.folder': 'StoreError',
  'store.not-a-file': 'StoreError',
  'store.not-a-store': 'StoreError',
  'store.newer': 'StoreError',
  'store.cut-off': 'StoreError',
  'store.damaged': 'StoreError',
  'store.permissions': 'StoreError',
  'store.read-only': 'StoreError',
  'store.busy': 'StoreError',
  'store.full': 'StoreError',
  'store.failed': 'StoreError',

  'cli.internal': 'UnknownError',
} as const

export type CliRule = keyof typeof RULES

/**
 * The one error of this program. The message is a sentence for a person that says what to do; it
 * holds no secrets.
 */
export class CliError extends Error {
  override readonly name: (typeof RULES)[CliRule]
  readonly rule: CliRule

  constructor(rule: CliRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
    this.name = RULES[rule]
  }
}

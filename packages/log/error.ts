export type LogRule =
  // The form of an entry or a statement
  | 'log.malformed'
  | 'log.too-large'
  | 'log.version'
  | 'log.event'
  // An entry's place in the log
  | 'log.workspace'
  | 'log.sequence'
  | 'log.prev-hash'
  // What a device said about it
  | 'log.statement'
  | 'log.statement-disagrees'
  | 'log.statement-device'
  | 'log.statement-signature'
  | 'log.statement-repeated'
  // A line of an export
  | 'log.json-line'

/** The one error of this package. `rule` says what was wrong. Messages never hold secrets. */
export class LogError extends Error {
  override readonly name = 'LogError'
  readonly rule: LogRule

  constructor(rule: LogRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

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
  // What a server answers for
  | 'log.head-signature'
  | 'log.head-key'
  | 'log.head-disagrees'
  | 'log.root'
  | 'log.inclusion'
  | 'log.consistency'
  // An export, and a line of it
  | 'log.json-line'
  | 'log.file'
  | 'log.truncated'

/** The one error of this package. `rule` says what was wrong. Messages never hold secrets. */
export class LogError extends Error {
  override readonly name = 'LogError'
  readonly rule: LogRule
  /** Of an export: the line that is wrong, from 1. */
  readonly line: number | undefined

  constructor(rule: LogRule, message: string, options: { cause?: unknown; line?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.rule = rule
    this.line = options.line
  }
}

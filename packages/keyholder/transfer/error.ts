/** Why a file can't be read, or not be written. What is wrong with single rows is a notice. */
export type TransferRule =
  // The file
  | 'file.too-large'
  | 'file.too-deep'
  | 'file.too-many'
  | 'file.malformed'
  | 'file.damaged'
  // Its format
  | 'format.unknown'
  | 'format.version'
  | 'format.encrypted'
  | 'format.unsupported'
  // Its passphrase
  | 'passphrase.missing'
  | 'passphrase.wrong'
  | 'passphrase.cost'
  | 'passphrase.kdf'

/**
 * The one error of transfer. `rule` says which rule refused. Messages never hold content; neither
 * does `cause`, which is why it is left out where a parser would quote what it read.
 */
export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly rule: TransferRule

  constructor(rule: TransferRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

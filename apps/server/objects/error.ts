/** What can be wrong with an access list or a sealed write that a client pushes. */
export type ObjectRule =
  // Their form
  | 'access.malformed'
  | 'access.grant'
  | 'access.no-owner'
  | 'write.malformed'
  // Whose they are
  | 'access.other-account'
  | 'access.author'
  | 'access.signature'
  | 'write.context'
  | 'write.author'
  | 'write.signature'
  | 'write.sealed-hash'
  // On what they build
  | 'access.chain-head'
  | 'access.epoch'
  | 'access.commitment'
  | 'write.chain-head'
  | 'write.key-epoch'
  // To whom keys are granted
  | 'access.grantee'
  | 'access.wrapped-hash'
  | 'access.wrapped-missing'
  | 'index.content'

/** An object that is not taken. `rule` says why; the message names nothing of its content. */
export class ObjectError extends Error {
  override readonly name = 'ObjectError'
  readonly rule: ObjectRule

  constructor(rule: ObjectRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

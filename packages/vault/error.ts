/** Every way in which this package refuses, by what was wrong. */
export type VaultRule =
  // Bytes that are not of the form: seen before any key is used
  | 'access.malformed'
  | 'approval.malformed'
  | 'context.malformed'
  | 'continuity.malformed'
  | 'keyset.malformed'
  | 'kit.malformed'
  | 'offline.malformed'
  | 'sealed.malformed'
  | 'unlock.malformed'
  | 'wrapped.malformed'
  | 'write.malformed'

  // Content
  | 'sealed.refused'
  | 'sealed.too-large'
  | 'write.author'
  | 'write.context'
  | 'write.fork'
  | 'write.older'
  | 'write.prev-hash'
  | 'write.sealed-hash'
  | 'write.signature'

  // Keys wrapped to a keyset, or under the account key on a device
  | 'wrapped.refused'

  // Keys sealed for continuity
  | 'continuity.refused'

  // Access lists
  | 'access.author'
  | 'access.chain-head'
  | 'access.commitment'
  | 'access.epoch'
  | 'access.fork'
  | 'access.genesis'
  | 'access.grant'
  | 'access.no-owner'
  | 'access.not-granted'
  | 'access.older'
  | 'access.other-account'
  | 'access.prev-hash'
  | 'access.signature'
  | 'access.wrapped-hash'

  // Unlocking
  | 'approval.commitment'
  | 'approval.key-hash'
  | 'approval.refused'
  | 'approval.used'
  | 'kit.checksum'
  | 'opaque.malformed'
  | 'opaque.server-key'
  | 'opaque.wrong-passphrase'
  | 'unlock.refused'
  | 'unlock.method'

/** The one error of this package. Messages and causes never hold keys, passphrases or content. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly rule: VaultRule

  constructor(rule: VaultRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

/** Every way in which this package refuses, by what was wrong. */
export type CosigningRule =
  // The deal, which an owner signs
  | 'deal.malformed'
  | 'deal.version'
  | 'deal.signature'
  | 'deal.account'
  | 'deal.device'
  | 'deal.public-key'
  | 'deal.rp-id-hash'
  | 'deal.sealed-share'
  | 'deal.signer'
  | 'deal.count'
  | 'deal.key-mismatch'

  // What was sealed to the signer or to the device
  | 'share.malformed'
  | 'share.deal'
  | 'share.spent'

  // What is to be signed
  | 'assertion.authenticator-data-length'
  | 'assertion.client-data-hash-length'
  | 'assertion.rp-id-hash'
  | 'assertion.attested-data'
  | 'assertion.extension-data'
  | 'assertion.reserved-flags'
  | 'assertion.user-presence'
  | 'assertion.user-verification'
  | 'assertion.backup-eligible'
  | 'assertion.backup-state'
  | 'assertion.counter'

  // The rest of a request to the signer
  | 'request.deal'
  | 'request.algorithm'
  | 'request.index'
  | 'request.r'
  | 'request.tag'
  | 'request.point'
  | 'request.answered'

  // The signer's answer
  | 'answer.malformed'
  | 'answer.point'
  | 'answer.half'
  | 'answer.signature'

  // What owners set for a grant
  | 'terms.malformed'
  | 'terms.version'
  | 'terms.workspace'
  | 'terms.account'
  | 'terms.member'
  | 'terms.signer'
  | 'terms.signature'

  // A device's own key for deals
  | 'device-key.malformed'
  | 'device-key.version'
  | 'device-key.workspace'
  | 'device-key.member'
  | 'device-key.device'
  | 'device-key.signature'

  // An owner's word about one sign-in
  | 'approval.malformed'
  | 'approval.version'
  | 'approval.workspace'
  | 'approval.signer'
  | 'approval.signature'

  // An owner's word beforehand
  | 'window.malformed'
  | 'window.version'
  | 'window.workspace'
  | 'window.account'
  | 'window.member'
  | 'window.signer'
  | 'window.signature'

  // The power modulo N of RS256
  | 'modexp.refused'

/** The one error of this package. Messages and causes never hold shares, nonces or keys. */
export class CosigningError extends Error {
  override readonly name = 'CosigningError'
  readonly rule: CosigningRule

  constructor(rule: CosigningRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

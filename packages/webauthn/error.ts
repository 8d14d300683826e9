/**
 * Every way in which a ceremony is refused, and the DOMException name that the specification gives
 * it. The rule names what was wrong, for people and logs; a page only ever sees `forPage`.
 */
export const RULES = {
  // Malformed data (authenticator data, COSE keys, attestation objects, client data, imports)
  'data.authenticator-data': 'DataError',
  'data.cose-key': 'DataError',
  'data.attestation-object': 'DataError',
  'data.client-data': 'DataError',
  'data.aaguid': 'DataError',
  'exchange.malformed': 'DataError',
  'exchange.credential-id': 'DataError',
  'exchange.key': 'DataError',

  // Who asks, and for which RP ID
  'origin.malformed': 'SecurityError',
  'origin.not-secure': 'SecurityError',
  'origin.ip-address': 'SecurityError',
  'origin.no-rp-id': 'SecurityError',
  'rp-id.malformed': 'SecurityError',
  'rp-id.not-ascii': 'SecurityError',
  'rp-id.ip-address': 'SecurityError',
  'rp-id.public-suffix': 'SecurityError',
  'rp-id.not-a-suffix': 'SecurityError',
  'related-origins.unreachable': 'SecurityError',
  'related-origins.malformed': 'SecurityError',
  'related-origins.not-listed': 'SecurityError',
  'android.fingerprint': 'SecurityError',
  'android.asset-link-url': 'SecurityError',

  // Options
  'options.missing': 'TypeError',
  'options.type': 'TypeError',
  'options.user-id-length': 'TypeError',
  'options.encoding': 'EncodingError',
  'options.algorithms': 'NotSupportedError',
  'options.credential-types': 'NotSupportedError',
  'options.mediation': 'NotSupportedError',
  'options.mediation-create': 'NotAllowedError',
  'options.prf-eval-by-credential': 'NotSupportedError',
  'options.prf-key': 'SyntaxError',
  'options.too-large': 'TypeError',

  // The ceremony
  'caller.cross-origin': 'NotAllowedError',
  'caller.permissions-policy': 'NotAllowedError',
  'ceremony.aborted': 'AbortError',
  'ceremony.malformed': 'UnknownError',
  'ceremony.no-algorithm': 'NotSupportedError',
  'ceremony.excluded': 'InvalidStateError',
  'ceremony.declined': 'NotAllowedError',
  'ceremony.no-credential': 'NotAllowedError',
  'ceremony.user-not-verified': 'NotAllowedError',
  'ceremony.cannot-verify': 'ConstraintError',
  'ceremony.verification-unavailable': 'NotAllowedError',
  'ceremony.attachment': 'NotAllowedError',
  'ceremony.not-saved': 'NotAllowedError',
  'ceremony.signing-failed': 'NotAllowedError',
  'ceremony.internal': 'NotAllowedError',
} as const

export type Rule = keyof typeof RULES
export type WebAuthnErrorName = (typeof RULES)[Rule]

/** The one error of this package. `rule` says which rule refused; `name` is the DOMException name. */
export class WebAuthnError extends Error {
  override readonly name: WebAuthnErrorName
  readonly rule: Rule

  constructor(rule: Rule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
    this.name = RULES[rule]
  }
}

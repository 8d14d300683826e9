export type CodecErrorCode =
  | 'base64url.character'
  | 'base64url.length'
  | 'base64url.padding'
  | 'base64url.trailing-bits'
  | 'cbor.depth'
  | 'cbor.duplicate-key'
  | 'cbor.indefinite-length'
  | 'cbor.integer-range'
  | 'cbor.key-order'
  | 'cbor.key-type'
  | 'cbor.not-minimal'
  | 'cbor.trailing-bytes'
  | 'cbor.truncated'
  | 'cbor.unsupported'
  | 'der.malformed'
  | 'hex.malformed'
  | 'read.truncated'
  | 'signature.malformed'
  | 'utf8.malformed'

/** The one error of this package: malformed bytes or text, and the rule that they break. */
export class CodecError extends Error {
  override readonly name = 'CodecError'
  readonly code: CodecErrorCode

  constructor(code: CodecErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.code = code
  }
}

export type PrimitivesErrorCode =
  | 'aead.nonce'
  | 'aead.refused'
  | 'key.malformed'
  | 'key.mismatch'
  | 'key.unsupported'
  | 'signature.unsupported'

/** The one error of this package. Messages never hold key bytes. */
export class PrimitivesError extends Error {
  override readonly name = 'PrimitivesError'
  readonly code: PrimitivesErrorCode

  constructor(code: PrimitivesErrorCode, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.code = code
  }
}

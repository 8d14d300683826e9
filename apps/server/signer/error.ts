/** Every way in which the signer refuses. */
export type SignerRule =
  // Its own store
  | 'signer.in-use'
  | 'signer.foreign'
  | 'signer.newer'
  | 'signer.unusable'
  | 'signer.closed'
  // What is sealed to it
  | 'signer.sealed'

/** What is wrong with the signer or its store. Messages and causes hold no keys. */
export class SignerError extends Error {
  override readonly name = 'SignerError'
  readonly rule: SignerRule

  constructor(rule: SignerRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

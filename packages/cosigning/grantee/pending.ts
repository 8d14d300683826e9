import { Unprintable } from '@keyward/primitives/unprintable'
import { CosigningError } from '../error.ts'

let take: <T>(pending: PendingSignIn<T>) => T

/** A sign-in that waits for the signer's answer. It is finished once, whatever the answer is. */
export class PendingSignIn<Parts> extends Unprintable {
  #parts: Parts | undefined

  static {
    take = <T>(pending: PendingSignIn<T>): T => {
      const parts = pending.#parts
      pending.#parts = undefined
      if (parts === undefined)
        throw new CosigningError('share.spent', 'This sign-in was finished before.')
      return parts
    }
  }

  constructor(parts: Parts) {
    super('pending sign-in')
    this.#parts = parts
  }
}

/** What the signer is asked, and what is kept until it has answered. */
export interface Started<Request, Parts> {
  readonly request: Request
  readonly pending: PendingSignIn<Parts>
}

/** What comes out under the passkey's public key has to be good, or nothing leaves. */
export function unverified(): CosigningError {
  const message = "With the signer's answer the signature is not good, so it was not given out."
  return new CosigningError('answer.signature', message)
}

export { take as takePending }

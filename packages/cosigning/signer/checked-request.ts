import { Unprintable } from '@keyward/primitives/unprintable'
import type { SigningRequest } from '../assertion/assertion.ts'
import { CosigningError } from '../error.ts'
import type { SignerShare } from './signer-share.ts'

let take: <R extends SigningRequest>(checked: CheckedRequest<R>) => CheckedParts<R>

export interface CheckedParts<R extends SigningRequest> {
  readonly share: SignerShare
  readonly request: R
  readonly message: Uint8Array
}

/** A request that passed `checkRequest`. It is answered once; whether its index was, a store knows. */
export class CheckedRequest<R extends SigningRequest> extends Unprintable {
  readonly algorithm: R['algorithm']
  readonly #parts: CheckedParts<R>
  #answered = false

  static {
    take = (checked) => {
      if (checked.#answered)
        throw new CosigningError('request.answered', 'This request was answered before.')
      checked.#answered = true
      return checked.#parts
    }
  }

  constructor(share: SignerShare, request: R, message: Uint8Array) {
    super('checked request')
    this.algorithm = request.algorithm
    this.#parts = { share, request, message }
  }

  /** The very bytes that will be signed, to be logged before: a copy, 69 bytes. */
  get message(): Uint8Array {
    return new Uint8Array(this.#parts.message)
  }
}

export { take as takeParts }

import { WebAuthnError } from '../../error.ts'

/** Far above what any site sends, and far below what could make a person wait. */
export const MAX_CHALLENGE_BYTES = 64 * 1024
/** Entries of any list or record in the options. */
export const MAX_ENTRIES = 1024
/** UTF-16 units of all strings and bytes of all buffers of one request together. */
export const MAX_TOTAL_SIZE = 4 * 1024 * 1024

/** Counts what one request takes, across all its members. */
export interface Budget {
  /** @throws WebAuthnError `options.too-large` when the request as a whole has become too large. */
  spend(size: number): void
}

export function makeBudget(): Budget {
  let left = MAX_TOTAL_SIZE
  return {
    spend(size) {
      left -= size
      if (left < 0) throw tooLarge('The options', MAX_TOTAL_SIZE, 'bytes and characters')
    },
  }
}

/** The error for a part of the options that is above its limit. */
export function tooLarge(what: string, limit: number, unit: string): WebAuthnError {
  return new WebAuthnError('options.too-large', `${what}: more than ${limit} ${unit}.`)
}

/** What a shell answers when it can't do as it was asked. The same words in every shell. */
export const SHELL_CODES = [
  'no_match',
  'cancelled',
  'lockout',
  'not_enrolled',
  'key_invalidated',
  'device_locked',
  'offline',
  'conflict',
  'too_large',
  'timeout',
  'not_enabled',
  'invalid_params',
  'unsupported',
  'internal',
] as const

export type ShellCode = (typeof SHELL_CODES)[number]

/**
 * Beside the shell's words two of our own: `closed`, when there is no shell at the other end (any
 * more), and `malformed`, when it said something that the contract does not have.
 */
export type ChannelCode = ShellCode | 'closed' | 'malformed'

/** The one error of this package. Its message is for people and holds nothing secret. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError'
  readonly code: ChannelCode

  constructor(code: ChannelCode, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.code = code
  }
}

import { refusal, type Refusal, type RefusalCode } from '@keyward/protocol'

/** That a request is not done, in the words of the protocol. Thrown on the way to every refusal. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal
  /** The action of `may` that a rule refused, where one did: it is logged as activity. */
  readonly action: string | undefined

  constructor(
    code: RefusalCode,
    more: Omit<Partial<Refusal>, 'code'> & {
      readonly action?: string
      readonly cause?: unknown
    } = {},
  ) {
    const { action, cause, ...told } = more
    const made = refusal(code, told)
    super(made.message, { cause })
    this.refusal = made
    this.action = action
  }
}

export type SimulatorRule =
  | 'config.invalid'
  | 'relay.refused'
  | 'relay.timeout'
  | 'relay.too-large'
  | 'relay.unreachable'

/** The simulator's server will not or cannot do what was asked; the message is for people. */
export class SimulatorError extends Error {
  override name = 'SimulatorError'
  readonly rule: SimulatorRule

  constructor(rule: SimulatorRule, message: string, options?: ErrorOptions) {
    super(message, options)
    this.rule = rule
  }
}

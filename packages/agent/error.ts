/** Every way in which an agent refuses by itself. Other errors are the keyholder's. */
export type AgentRule =
  /** The folder holds no agent: nobody logged in there. */
  | 'agent.no-state'
  /** The folder, or the invitation, is a person's. */
  | 'agent.not-agent'
  | 'agent.secret'
  | 'agent.not-admitted'
  /** An agent on the machine of the signer: whoever reads both has the keys. */
  | 'agent.beside-signer'
  | 'agent.reason'
  | 'agent.origin'

/** The one error of this package. Its message is for people, and holds no secrets. */
export class AgentError extends Error {
  override readonly name = 'AgentError'
  readonly rule: AgentRule

  constructor(rule: AgentRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

import type { Refusal } from './rules/refusals.ts'

/** What can be wrong with a chain, an entry or an invitation, apart from what `may` refuses. */
type ChainRule =
  // An entry on its own
  | 'entry.malformed'
  | 'entry.too-large'
  | 'entry.version'
  | 'entry.kind'
  | 'id.malformed'
  // An entry's place in the chain
  | 'chain.empty'
  | 'chain.genesis'
  | 'chain.workspace'
  | 'chain.sequence'
  | 'chain.previous-hash'
  | 'chain.time'
  // Who signed it
  | 'author.unknown'
  | 'author.device'
  | 'author.signature'
  // What it does
  | 'member.unknown'
  | 'member.id-reused'
  | 'invitation.reused'
  | 'key.epoch'
  | 'key.reused'
  | 'key.due'
  | 'device.unknown'
  | 'device.id-reused'
  | 'device.last'
  | 'team.unknown'
  | 'team.id-reused'
  | 'team.members'
  | 'team.too-large'
  // Inviting
  | 'invitation.malformed'
  | 'invitation.version'
  | 'spoken-code.malformed'
  | 'spoken-code.check'

export type WorkspaceRule = Refusal | ChainRule

/** The one error of this package. `rule` says which rule refused. Messages never hold secrets. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
  readonly rule: WorkspaceRule

  constructor(rule: WorkspaceRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

/** Why a replica could not do what was asked. */
export type ReplicaRule =
  /** There is no room left. Nothing was written; what was there can still be read. */
  | 'replica.full'
  /** What is stored is not what was written. It is left as it is. */
  | 'replica.damaged'
  /** A newer program wrote it in a format that this one can not write, or not even read. */
  | 'replica.newer'
  /** The place can not be used now: no right to it, in use for too long, or forbidden by the browser. */
  | 'replica.unavailable'
  /** A row is no longer what the caller read. Nothing was written. */
  | 'replica.conflict'
  /** This handle is closed, by its owner or because another tab needed it to be. */
  | 'replica.closed'

/** The one error of replicas. `rule` says what was wrong. Messages never hold keys or values. */
export class ReplicaError extends Error {
  override readonly name = 'ReplicaError'
  readonly rule: ReplicaRule

  constructor(rule: ReplicaRule, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.rule = rule
  }
}

/** The error for an expectation that does not hold. */
export function conflict(): ReplicaError {
  return new ReplicaError('replica.conflict', 'The stored data has changed since it was read.')
}

/** The error for a call to a closed handle. */
export function closed(options?: { cause: unknown }): ReplicaError {
  return new ReplicaError('replica.closed', 'The local data has been closed.', options)
}

/** The error for writing, or reading, what a newer program wrote. */
export function newer(options?: { cause: unknown }): ReplicaError {
  return new ReplicaError(
    'replica.newer',
    'The local data was written by a newer Keyward: update Keyward.',
    options,
  )
}

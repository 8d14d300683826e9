/** What may be set for a replica in a file. Times are in milliseconds. */
export interface FileReplicaOptions {
  /** How often a handle that is watched looks for what others did. 250 when absent. */
  readonly pollMilliseconds?: number
  /** How long a leader that does not answer keeps its part. 6,000 when absent. */
  readonly leaseMilliseconds?: number
  /** How long a call waits for other processes before it is `replica.unavailable`. 10,000 when absent. */
  readonly busyMilliseconds?: number
  /** The most that the file may grow to in bytes, in whole pages; beyond it is `replica.full`. */
  readonly mostBytes?: number
}

export const DEFAULTS = {
  pollMilliseconds: 250,
  leaseMilliseconds: 6_000,
  busyMilliseconds: 10_000,
} as const

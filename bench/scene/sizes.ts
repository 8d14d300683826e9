/** How much of everything. */
export interface Sizes {
  /** Accounts that a client seals, pushes and pulls for real. */
  readonly real: number
  /** Accounts of the large workspace, most of them copies. */
  readonly large: number
  /** Accounts of the transfer that is timed without opening anything. */
  readonly transfer: number
  readonly requests: number
  readonly members: number
  readonly rounds: number
}

export const QUICK: Sizes = {
  real: 12,
  large: 500,
  transfer: 300,
  requests: 2000,
  members: 20,
  rounds: 3,
}
export const FULL: Sizes = {
  real: 500,
  large: 20_000,
  transfer: 10_000,
  requests: 100_000,
  members: 1000,
  rounds: 20,
}

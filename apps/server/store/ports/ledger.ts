/** A deal by its id, the signer that it was made for, and its very bytes (`hashDeal`). */
export interface NamedDeal {
  readonly dealId: string
  readonly signerId: string
  readonly dealHash: Uint8Array
}

/** One answer that is to be given. */
export interface LedgerUse extends NamedDeal {
  /** Which part of the deal is spent; null where deals have none. */
  readonly index: number | null
  /** What the database has as the next part. */
  readonly known: number
}

/** What a ledger says to a use: only after `spent` is there an answer. */
export type LedgerOutcome = 'spent' | 'used-before' | 'unknown' | 'rolled-back'

/**
 * The signer's own store, as far as the database has to go along with it. Each method has kept for
 * good what it says once it resolves.
 */
export interface DealLedger {
  /**
   * Returns for each deal whether it was new: one that was ever known is not taken again, nor one of
   * another signer.
   */
  accept(deals: readonly NamedDeal[]): Promise<readonly boolean[]>
  /**
   * Spends parts of deals. `before` is called first, and nothing is kept when it throws; it returns
   * deals that end with that.
   */
  spend(
    uses: readonly LedgerUse[],
    before: (outcomes: readonly LedgerOutcome[]) => Promise<readonly string[]>,
  ): Promise<readonly LedgerOutcome[]>
  erase(dealIds: readonly string[]): Promise<void>
}

/** Filters that stand in the address. */
export interface ActivitySearch {
  readonly member?: string
  readonly account?: string
  readonly event?: string
}

/** Filters that stand in the address. */
export interface ActivitySearch {
  readonly member?: string
  readonly account?: string
  readonly event?: string
  /** ISO 8601, such as `2026-11-01T08:00Z`: from then on. */
  readonly after?: string
  /** Until then. */
  readonly before?: string
}

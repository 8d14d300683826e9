import type { DeviceReport, LogHead, ServerReport } from '@keyward/log'

/**
 * What is to be logged: what the server itself did or refused, or what a device signed. The store
 * gives it its place in the chain, in the transaction that does it.
 */
export type ActivityDraft = ServerReport | DeviceReport

export interface ActivityFilter {
  readonly from?: number
  /** The last one, by its sequence. */
  readonly until?: number
  readonly limit: number
  readonly memberId?: string
  readonly accountIds?: readonly string[]
  readonly event?: string
  readonly after?: number
  readonly before?: number
}

/** The activity log of each workspace, with its hash chain and hash tree as in `@keyward/log`. */
export interface ActivityStore {
  /** Appends; statements whose id is there already are left out. */
  append(workspaceId: string, drafts: readonly ActivityDraft[]): Promise<LogHead>
  /** @throws {StoreError} `not_found` */
  head(workspaceId: string): Promise<LogHead>
  /**
   * The root of the tree over the first so many entries.
   *
   * @throws {StoreError} `not_found` when so long a log is not there
   */
  root(workspaceId: string, size: number): Promise<Uint8Array>
  /**
   * That each of the entries is in the log of so many entries (RFC 9162), in their order.
   *
   * @throws {StoreError} `not_found` when an entry or so long a log is not there
   */
  inclusion(
    workspaceId: string,
    sequences: readonly number[],
    size: number,
  ): Promise<readonly (readonly Uint8Array[])[]>
  /**
   * That the log of `size` entries begins with that of `first` (RFC 9162).
   *
   * @throws {StoreError} `not_found` when so long a log is not there
   */
  consistency(workspaceId: string, first: number, size: number): Promise<readonly Uint8Array[]>
  /** Encoded entries in order, one more than fits telling that there are more. `either` shows those of the member or of the accounts. */
  list(
    workspaceId: string,
    filter: ActivityFilter,
    either?: { readonly memberId: string; readonly accountIds: readonly string[] },
  ): Promise<{ readonly entries: readonly Uint8Array[]; readonly hasMore: boolean }>
}

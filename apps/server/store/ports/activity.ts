import type { ActivityHead, DeviceReport, ServerReport } from '@keyward/log'

/**
 * What is to be logged: what the server itself did or refused, or what a device signed. The store
 * gives it its place in the chain, in the transaction that does it.
 */
export type ActivityDraft = ServerReport | DeviceReport

export interface ActivityFilter {
  readonly from?: number
  readonly limit: number
  readonly memberId?: string
  readonly accountIds?: readonly string[]
  readonly event?: string
  readonly after?: number
  readonly before?: number
}

/** The activity log of each workspace, hash-chained as in `@keyward/log`. */
export interface ActivityStore {
  /** Appends; statements whose id is there already are left out. */
  append(workspaceId: string, drafts: readonly ActivityDraft[]): Promise<ActivityHead>
  head(workspaceId: string): Promise<ActivityHead>
  /** Encoded entries in order, one more than fits telling that there are more. `either` shows those of the member or of the accounts. */
  list(
    workspaceId: string,
    filter: ActivityFilter,
    either?: { readonly memberId: string; readonly accountIds: readonly string[] },
  ): Promise<{ readonly entries: readonly Uint8Array[]; readonly hasMore: boolean }>
}

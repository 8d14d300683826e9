import type { AppReport } from '@keyward/protocol'

export type NewReport = Omit<AppReport, 'closedAt' | 'closedBy'> & { readonly workspaceId: string }

/** Reports of apps that do not work, and whom the members of a workspace turn to. */
export interface ReportStore {
  /** Adding one again changes nothing. @throws {StoreError} `object_refused` when the member has too many open ones */
  add(report: NewReport): Promise<void>
  /** The newest first. */
  list(
    workspaceId: string,
    filter: { readonly isOpen: boolean; readonly limit: number },
  ): Promise<readonly AppReport[]>
  /** Closing one again changes nothing. @throws {StoreError} `not_found` */
  close(
    workspaceId: string,
    reportId: string,
    by: { readonly memberId: string; readonly at: number },
  ): Promise<void>
  /** Empty for none. */
  contact(workspaceId: string): Promise<string>
  putContact(workspaceId: string, contact: string): Promise<void>
}

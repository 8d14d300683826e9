/** Where a list of apps came from besides the program: a file, or an address that is asked daily. */
export type AppListSource = 'imported' | 'fetched'

export interface AppList {
  readonly source: AppListSource
  /** UTC milliseconds. */
  readonly updatedAt: number
  /** JSON of an array of `DirectoryApp`. */
  readonly apps: string
}

/** Lists of apps that support passkeys. They are public, and the same for all workspaces. */
export interface DirectoryStore {
  /** Takes the place of the list that came from there before. */
  put(list: AppList): Promise<void>
  /** At most one of each source. */
  lists(): Promise<readonly AppList[]>
}

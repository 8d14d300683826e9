/** What the sources of one package, folder or file may import. */
export interface Row {
  /** Packages of this repository: a name, or a name with one of its entries. */
  readonly ours: readonly string[]
  /** Packages from npm. */
  readonly npm: readonly string[]
  /** Whether `node:` modules may be used. */
  readonly node: boolean
  /** Code that a browser loads as it is: it may import by absolute URL path. */
  readonly served?: boolean
}

import { LIMITS } from '@keyward/protocol'
import { parseEntry, type SignedEntry } from '@keyward/workspace/chain'
import type { ChainRow, WorkspaceStore } from '../store/ports/workspaces.ts'
import { advance, type Standing, standingOf } from './standing.ts'

/** How many workspaces are kept folded. */
const MOST = 200

/** The folded chains of workspaces. Each look asks the store for what came since the last one. */
export class Standings {
  readonly #store: Pick<WorkspaceStore, 'chain'>
  readonly #known = new Map<string, Standing>()
  readonly #folding = new Map<string, Promise<Standing | undefined>>()

  constructor(store: Pick<WorkspaceStore, 'chain'>) {
    this.#store = store
  }

  /**
   * What the chain says with every entry that was acknowledged before this call; undefined when
   * there is no such workspace.
   *
   * @param end the sequence of the chain's last entry where the caller has just read it, so that
   *   nothing is read again when that entry is known
   */
  async of(workspaceId: string, end = Infinity): Promise<Standing | undefined> {
    let standing = this.#known.get(workspaceId) ?? (await this.#fold(workspaceId))
    if (standing === undefined) return undefined
    while (standing.state.head.sequence < end) {
      const next = standing.state.head.sequence + 1
      const rows = await this.#store.chain(workspaceId, next, LIMITS.page)
      if (rows.length === 0) return standing
      for (const { bytes } of rows) standing = advance(standing, parseEntry(bytes))
      standing = this.#keep(workspaceId, standing)
    }
    return standing
  }

  /** Folds a chain from its first entry, once for all who ask meanwhile. */
  #fold(workspaceId: string): Promise<Standing | undefined> {
    const underway = this.#folding.get(workspaceId)
    if (underway !== undefined) return underway
    const folding = this.#foldAll(workspaceId).finally(() => this.#folding.delete(workspaceId))
    this.#folding.set(workspaceId, folding)
    return folding
  }

  async #foldAll(workspaceId: string): Promise<Standing | undefined> {
    const entries: SignedEntry[] = []
    let rows: readonly ChainRow[]
    do {
      rows = await this.#store.chain(workspaceId, entries.length, LIMITS.page)
      entries.push(...rows.map(({ bytes }) => parseEntry(bytes)))
    } while (rows.length > 0)
    return entries.length === 0 ? undefined : this.#keep(workspaceId, standingOf(entries))
  }

  #keep(workspaceId: string, standing: Standing): Standing {
    const known = this.#known.get(workspaceId)
    // Two may have read at once: the longer chain is the newer one.
    if (known !== undefined && known.hashes.length > standing.hashes.length) return known
    this.#known.delete(workspaceId)
    this.#known.set(workspaceId, standing)
    const oldest = this.#known.keys().next().value
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest)
    return standing
  }
}

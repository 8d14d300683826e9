import type { Store, StoreNews } from '../store/store.ts'

/** News as streams get them: of revisions the newest one. */
export type LiveNewsItem =
  | { readonly kind: 'revision'; readonly revision: number }
  | {
      readonly kind: Exclude<StoreNews['kind'], 'revision'>
      readonly memberId: string | undefined
    }

type Listener = (news: LiveNewsItem) => void

interface Listened {
  readonly listeners: Set<Listener>
  isReading: boolean
  isBehind: boolean
}

/** Hands the store's news to those who follow a workspace; a revision is read once for all of them. */
export class LiveNews {
  readonly #store: Pick<Store, 'watch' | 'workspaces'>
  readonly #workspaces = new Map<string, Listened>()
  #stop: (() => void) | undefined

  constructor(store: Pick<Store, 'watch' | 'workspaces'>) {
    this.#store = store
  }

  /** Tells of everything in a workspace from now on. Returns the way to stop. */
  follow(workspaceId: string, listener: Listener): () => void {
    const listened = this.#workspaces.get(workspaceId) ?? {
      listeners: new Set(),
      isReading: false,
      isBehind: false,
    }
    this.#workspaces.set(workspaceId, listened)
    listened.listeners.add(listener)
    this.#stop ??= this.#store.watch((news) => this.#tell(news))
    return () => {
      listened.listeners.delete(listener)
      if (listened.listeners.size === 0) this.#workspaces.delete(workspaceId)
      if (this.#workspaces.size > 0) return
      this.#stop?.()
      this.#stop = undefined
    }
  }

  #tell({ workspaceId, memberId, kind }: StoreNews): void {
    const listened = this.#workspaces.get(workspaceId)
    if (listened === undefined) return
    if (kind === 'revision') void this.#readRevision(workspaceId, listened)
    else for (const listener of listened.listeners) listener({ kind, memberId })
  }

  async #readRevision(workspaceId: string, listened: Listened): Promise<void> {
    listened.isBehind = true
    if (listened.isReading) return
    listened.isReading = true
    try {
      while (listened.isBehind) {
        listened.isBehind = false
        const found = await this.#store.workspaces.get(workspaceId)
        if (found === undefined) continue
        const news = { kind: 'revision', revision: found.revision } as const
        for (const listener of listened.listeners) listener(news)
      }
    } catch {
      // A missed notice is harmless: each stream says the revision again within 20 seconds.
    } finally {
      listened.isReading = false
    }
  }
}

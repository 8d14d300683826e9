import type { ReplicaEvent } from './port.ts'

export type Listener = (event: ReplicaEvent) => void

/** Those who watch one handle. */
export interface Listeners {
  readonly size: number
  /** Returns the way to stop, which may be called twice. */
  add(listener: Listener): () => void
  /** Tells all of them, each on its own: what one throws neither stops the others nor the caller. */
  tell(event: ReplicaEvent): void
  clear(): void
}

export function listeners(): Listeners {
  // A listener that was added twice is told twice, so each adding counts by itself.
  const added = new Set<{ readonly listener: Listener }>()
  const tellOne = async (entry: { readonly listener: Listener }, event: ReplicaEvent) => {
    await undefined
    if (added.has(entry)) entry.listener(event)
  }
  return {
    get size() {
      return added.size
    },
    add(listener) {
      const entry = { listener }
      added.add(entry)
      return () => void added.delete(entry)
    },
    tell(event) {
      for (const entry of added) void tellOne(entry, event)
    },
    clear: () => added.clear(),
  }
}

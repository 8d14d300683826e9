import type { DatabaseSync } from 'node:sqlite'
import type { StoreNews } from '../store.ts'

type Listener = (news: StoreNews) => void

export interface Watch {
  tell(news: readonly StoreNews[]): void
  add(listener: Listener): () => void
  close(): void
}

/** How often other processes' writes are looked for. */
const INTERVAL = 250

/**
 * Tells listeners what this process wrote, at once, and what others wrote, soon. It looks only while
 * somebody listens, and keeps no process alive.
 */
export function watchSqlite({
  writer,
  reader,
}: {
  readonly writer: DatabaseSync
  readonly reader: DatabaseSync
}): Watch {
  const listeners = new Set<Listener>()
  let timer: NodeJS.Timeout | undefined
  let version = 0
  let known = new Map<string, Seen>()

  const look = (): void => {
    const now = versionOf(writer)
    if (now === version) return
    version = now
    const before = known
    known = stateOf(reader)
    const news = [...known].flatMap(([key, seen]) =>
      before.get(key)?.count === seen.count ? [] : [seen.news],
    )
    for (const told of news) for (const listener of listeners) listener(told)
  }
  const lookQuietly = (): void => {
    try {
      look()
    } catch {
      // Busy or failing: the next look, or the next request, shows it. Missing a notice is harmless.
    }
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    tell(news) {
      for (const told of news) for (const listener of listeners) listener(told)
    },
    add(listener) {
      const own: Listener = (news) => listener(news)
      listeners.add(own)
      if (timer === undefined) {
        version = versionOf(writer)
        known = stateOf(reader)
        timer = setInterval(lookQuietly, INTERVAL).unref()
      }
      return () => {
        listeners.delete(own)
        if (listeners.size === 0) stop()
      }
    },
    close() {
      listeners.clear()
      stop()
    },
  }
}

/** Changes when another connection has written, and never by a write of this one. */
function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA data_version').get()?.['data_version'])
}

interface Seen {
  readonly count: number
  readonly news: StoreNews
}

function stateOf(database: DatabaseSync): Map<string, Seen> {
  const rows = database
    .prepare(
      `SELECT workspace_id, 'revision' AS kind, revision AS count FROM workspaces
       UNION ALL SELECT workspace_id, kind, count FROM news`,
    )
    .all() as unknown as readonly {
    workspace_id: string
    kind: StoreNews['kind']
    count: number
  }[]
  return new Map(
    rows.map(({ workspace_id: workspaceId, kind, count }) => [
      `${workspaceId}/${kind}`,
      { count, news: { workspaceId, kind } },
    ]),
  )
}

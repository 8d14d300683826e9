import type { ActivityEntry } from '@keyward/log'

/** Where entries come from. */
export interface LogSource {
  /** The last entries of the log, the newest first. */
  last(count: number): Promise<readonly ActivityEntry[]>
  /** All entries from a sequence on, page by page, the oldest first. */
  from(sequence: number): AsyncIterable<readonly ActivityEntry[]>
}

/** What was read of the log. The same object until more is read. */
export interface ReadEntries {
  /** The newest first, without a gap. */
  readonly entries: readonly ActivityEntry[]
  /** The log has entries before these. */
  readonly hasOlder: boolean
}

/** Entries that are read once and kept: what is added at either end is all that is asked for. */
export interface KeptLog {
  readonly shown: () => ReadEntries
  /** Told after each change. Returns the way to stop. */
  readonly watch: (listener: () => void) => () => void
  /** Reads what came since; the first time, the last entries. Rejects as the source does. */
  readonly newer: () => Promise<void>
  /** Reads a stretch before what is there. Rejects as the source does. */
  readonly older: () => Promise<void>
}

/** Entries that a screen begins with, and by how many it grows. */
const FIRST = 100
const MORE = 500

/**
 * @param isWhole the source has every entry of the log. Of a part of it nobody can tell where the
 *   last ones begin, so all of that is read at once.
 */
export function keptLog(source: LogSource, isWhole: boolean): KeptLog {
  const listeners = new Set<() => void>()
  let shown: ReadEntries = { entries: [], hasOlder: isWhole }
  const show = (entries: readonly ActivityEntry[]): void => {
    shown = { entries, hasOlder: isWhole && (entries.at(-1)?.sequence ?? 1) > 1 }
    for (const listener of listeners) listener()
  }
  // One end after the other: each goes on from what is there.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = (read: () => Promise<void>): Promise<void> => {
    const mine = turn.then(read)
    turn = mine.catch(() => undefined)
    return mine
  }
  return {
    shown: () => shown,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    newer: () =>
      inTurn(async () => {
        const { entries } = shown
        const [newest] = entries
        if (newest === undefined && isWhole) return show(await source.last(FIRST))
        const came: ActivityEntry[] = []
        for await (const page of source.from((newest?.sequence ?? 0) + 1)) came.push(...page)
        if (came.length > 0 || newest === undefined) show([...came.toReversed(), ...entries])
      }),
    older: () =>
      inTurn(async () => {
        const end = shown.entries.at(-1)?.sequence ?? 1
        if (!shown.hasOlder || end === 1) return
        const before = await stretch(source, Math.max(1, end - MORE), end)
        show([...shown.entries, ...before.toReversed()])
      }),
  }
}

/** The entries from a sequence to right before another. */
async function stretch(source: LogSource, from: number, end: number): Promise<ActivityEntry[]> {
  const found: ActivityEntry[] = []
  for await (const page of source.from(from)) {
    found.push(...page.filter(({ sequence }) => sequence < end))
    if ((page.at(-1)?.sequence ?? end) >= end - 1) break
  }
  return found
}

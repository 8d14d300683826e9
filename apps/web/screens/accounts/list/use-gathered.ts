import { useEffect, useMemo, useState } from 'react'
import { gather, type Gathering } from './gathering.ts'

/** Rows that are on the way. */
export interface Gathered<T> {
  readonly items: readonly T[]
  /** All of them are there. */
  readonly isWhole: boolean
}

/** How many are looked at at once: more than a screen shows. */
const FIRST = 100
/** How long one piece may hold the screen up, in milliseconds. */
const PIECE_MS = 8

/**
 * Reads a long list in pieces: what a screen shows at once, the rest right after it.
 *
 * @param start the list, with undefined for what is not in it; another function when what it reads has changed
 * @param place what is looked at, such as the search: a list of another place takes over at once.
 *   One of the same place does so when it is whole, so that nothing jumps while it is read again.
 */
export function useGathered<T>(start: () => Iterable<T | undefined>, place: string): Gathered<T> {
  const first = useMemo(() => {
    const gathering = gather(start())
    gathering.take(() => true, FIRST)
    return gathering
  }, [start])
  const [shown, setShown] = useState<Gathered<T> & { readonly place: string }>()
  useEffect(() => {
    const timers = { next: 0 }
    const piece = (): void => {
      const until = performance.now() + PIECE_MS
      first.take(() => performance.now() >= until)
      if (!first.isWhole) timers.next = window.setTimeout(piece)
      const now = { place, ...snapshot(first) }
      setShown((before) =>
        first.isWhole || before?.place !== place || before.items.length < now.items.length
          ? now
          : before,
      )
    }
    timers.next = window.setTimeout(piece)
    return () => window.clearTimeout(timers.next)
  }, [first, place])
  return shown?.place === place ? shown : first
}

function snapshot<T>({ items, isWhole }: Gathering<T>): Gathered<T> {
  return { items: [...items], isWhole }
}

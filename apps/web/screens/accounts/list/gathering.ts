/** Items that are taken piece by piece, so that no piece holds the screen up. */
export interface Gathering<T> {
  readonly items: readonly T[]
  /** Every item has been taken. */
  readonly isWhole: boolean
  /**
   * Takes more, until `isOver` says so or nothing is left; it is asked after every `step` of what
   * was looked at.
   */
  take(isOver: () => boolean, step?: number): void
}

/** @param from what is looked at: undefined for what is left out */
export function gather<T>(from: Iterable<T | undefined>): Gathering<T> {
  const source = from[Symbol.iterator]()
  const items: T[] = []
  let isWhole = false
  return {
    items,
    get isWhole() {
      return isWhole
    },
    take(isOver, step = 50) {
      do {
        for (let left = step; left > 0 && !isWhole; left -= 1) {
          const { done = false, value } = source.next()
          if (done) isWhole = true
          else if (value !== undefined) items.push(value as T)
        }
      } while (!isWhole && !isOver())
    },
  }
}

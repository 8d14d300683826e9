/** The items in runs of at most so many, since a statement takes only so many parameters. */
export function* chunksOf<T>(items: readonly T[], most: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += most) yield items.slice(at, at + most)
}

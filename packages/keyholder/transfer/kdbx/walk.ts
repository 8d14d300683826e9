import type { Kdbx, KdbxEntry, KdbxGroup } from 'kdbxweb'

/** An entry with the names of its groups, joined by slashes, without the outermost one's. */
export interface PlacedEntry {
  readonly entry: KdbxEntry
  readonly path: string
  readonly isBinned: boolean
}

/** All entries in the order of the file, groups inside after the entries beside them. */
export function entriesOf(kdbx: Kdbx): PlacedEntry[] {
  const bin = kdbx.meta.recycleBinEnabled === true ? kdbx.meta.recycleBinUuid : undefined
  const found: PlacedEntry[] = []
  const left: { group: KdbxGroup; path: string; isBinned: boolean }[] = kdbx.groups
    .map((group) => ({ group, path: '', isBinned: false }))
    .toReversed()
  for (;;) {
    const next = left.pop()
    if (next === undefined) return found
    const { group, path } = next
    const isBinned = next.isBinned || (bin !== undefined && !bin.empty && group.uuid.equals(bin))
    for (const entry of group.entries) found.push({ entry, path, isBinned })
    for (const inner of group.groups.toReversed()) {
      const name = (inner.name ?? '').trim()
      left.push({ group: inner, path: path === '' ? name : `${path}/${name}`, isBinned })
    }
  }
}

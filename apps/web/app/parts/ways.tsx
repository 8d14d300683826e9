import { SegmentedControl } from '@keyward/ui'

export interface WaysProps<W extends string> {
  readonly label: string
  readonly words: Readonly<Record<W, string>>
  /** Those that there are here, in order. */
  readonly ways: readonly W[]
  readonly value: W
  readonly onChange: (way: W) => void
}

/** The ways in which something can be done; nothing when there is only one. */
export function Ways<W extends string>({ label, words, ways, value, onChange }: WaysProps<W>) {
  if (ways.length < 2) return null
  const choices = ways.map((way) => ({ value: way, label: words[way] }))
  return <SegmentedControl label={label} choices={choices} value={value} onChange={onChange} />
}

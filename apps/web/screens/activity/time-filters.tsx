import { useState } from 'react'
import { TextField } from '@keyward/ui'
import { localTime, timeOfField } from '../../app/local-time.ts'
import { messages } from '../../messages/messages.ts'
import { filterOf, timeForAddress } from './filter.ts'
import type { ActivitySearch } from './search.ts'
import { useSetFilter } from './use-set-filter.ts'

const text = messages.activity.filters

/** From when, and until when, in this device's time. */
export function TimeFilters({ search }: { readonly search: ActivitySearch }) {
  const set = useSetFilter(search)
  const { after, before } = filterOf(search)
  const isEmpty = after !== undefined && before !== undefined && before <= after
  return (
    <>
      <TimeFilter label={text.after} value={after} onChange={(time) => set({ after: time })} />
      <TimeFilter
        label={text.before}
        value={before}
        error={isEmpty ? text.noTime : undefined}
        onChange={(time) => set({ before: time })}
      />
    </>
  )
}

interface TimeFilterProps {
  readonly label: string
  /** UTC milliseconds. */
  readonly value: number | undefined
  readonly error?: string | undefined
  /** As the address has it; undefined for no filter. */
  readonly onChange: (time: string | undefined) => void
}

interface Typed {
  readonly text: string
  /** What the address said when it was typed, and what it says because of it. */
  readonly from: string
  readonly to: string
}

/** A field that keeps what is half typed, for only a whole time gets into the address. */
function TimeFilter({ label, value, error, onChange }: TimeFilterProps) {
  const said = value === undefined ? '' : localTime(value)
  const [typed, setTyped] = useState<Typed>({ text: said, from: said, to: said })
  const isOwn = said === typed.from || said === typed.to
  // What was typed has arrived: another address from now on, such as without filters, is another text.
  if (said === typed.to && typed.from !== said) setTyped({ ...typed, from: said })
  const change = (next: string): void => {
    const at = timeOfField(next)
    setTyped({ text: next, from: said, to: at === undefined ? '' : localTime(at) })
    onChange(at === undefined ? undefined : timeForAddress(at))
  }
  return (
    <TextField
      type="datetime-local"
      label={label}
      error={error}
      value={isOwn ? typed.text : said}
      onChange={change}
    />
  )
}

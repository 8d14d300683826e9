import { useMemo } from 'react'
import { Select, TextField, Toggles } from '@keyward/ui'
import { messages } from '../../../../messages/messages.ts'
import type { LimitsDraft, WrongLimit } from './draft.ts'

export interface HoursFieldsProps {
  readonly draft: LimitsDraft
  readonly change: (changes: Partial<LimitsDraft>) => void
  readonly wrong: ReadonlySet<WrongLimit>
}

/** Days of the week, times of the day, and the zone whose clocks count. */
export function HoursFields({ draft, change, wrong }: HoursFieldsProps) {
  const text = messages.sharing.limits
  const zones = useMemo(() => zonesWith(draft.zone), [draft.zone])
  return (
    <div className="flex flex-col gap-4">
      <Toggles
        label={text.days}
        error={wrong.has('days') ? text.daysWrong : undefined}
        choices={messages.sharing.days.map(({ name, short }, index) => ({
          value: String(index + 1),
          label: short,
          name,
        }))}
        values={new Set(draft.days.map(String))}
        onChange={(days) => change({ days: [...days].map(Number) })}
      />
      <div className="flex flex-wrap gap-4 *:min-w-32 *:flex-1">
        <TextField
          label={text.from}
          type="time"
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        <TextField label={text.to} type="time" value={draft.to} onChange={(to) => change({ to })} />
      </div>
      <p aria-live="polite" className="text-note text-error empty:hidden">
        {wrong.has('times') ? text.timesWrong : null}
      </p>
      <Select
        label={text.zone}
        placeholder={text.zone}
        choices={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        value={draft.zone}
        onChange={(zone) => change({ zone })}
      />
    </div>
  )
}

/** The zone that is chosen, the one of this device and UTC, then all that this device knows. */
function zonesWith(chosen: string): readonly string[] {
  return [...new Set([chosen, ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}

/** The time zone of this device. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

import type { ReactNode } from 'react'
import { Breakable } from '../words/breakable.tsx'

export interface KeyValueProps {
  readonly rows: readonly {
    readonly id: string
    readonly label: string
    readonly value: ReactNode
  }[]
}

/** Facts in two columns, or one above the other where it is narrow. */
export function KeyValue({ rows }: KeyValueProps) {
  return (
    <dl className="grid grid-cols-1 gap-y-2 text-body roomy:grid-cols-[minmax(8rem,auto)_1fr] roomy:gap-x-6">
      {rows.map(({ id, label, value }) => (
        <div key={id} className="roomy:contents">
          <dt className="text-soft">{label}</dt>
          <dd className="min-w-0 break-words tabular-nums">
            {typeof value === 'string' ? <Breakable>{value}</Breakable> : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

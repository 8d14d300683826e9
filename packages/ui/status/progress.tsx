import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'

export interface ProgressProps {
  /** What is under way: "Importing accounts". */
  readonly label: string
  /** From 0 to 1. Left out when nobody knows. */
  readonly value?: number | undefined
  /** The value in words: "120 of 400". The share in per cent when left out. */
  readonly valueLabel?: string | undefined
}

/** A bar for what takes more than a moment. */
export function Progress({ label, value, valueLabel }: ProgressProps) {
  const share = Math.min(1, Math.max(0, value ?? 0))
  return (
    <ProgressBar
      {...(value === undefined ? { isIndeterminate: true } : { value: share })}
      {...(valueLabel === undefined ? {} : { valueLabel })}
      minValue={0}
      maxValue={1}
      formatOptions={{ style: 'percent' }}
    >
      {({ valueText }) => (
        <>
          <div className="flex justify-between gap-4 text-note">
            <Label>{label}</Label>
            <span className="text-soft tabular-nums">{value === undefined ? null : valueText}</span>
          </div>
          <div className="mt-2 h-1.5 overflow-hidden rounded-small bg-well">
            <div
              className={
                value === undefined ? 'h-full w-1/3 animate-late bg-soft' : 'h-full bg-action'
              }
              style={value === undefined ? undefined : { width: `${share * 100}%` }}
            />
          </div>
        </>
      )}
    </ProgressBar>
  )
}

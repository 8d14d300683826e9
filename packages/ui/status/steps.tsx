import { classes } from '../classes.ts'

export interface StepsProps {
  /** How many steps there are. */
  readonly count: number
  /** The current one, from 1. */
  readonly current: number
  /** In words: "Step 2 of 4: Recovery kit". */
  readonly label: string
}

/** Where one is on a short road, as dots and in words. */
export function Steps({ count, current, label }: StepsProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-note text-soft">
      <span aria-hidden className="flex gap-1.5">
        {Array.from({ length: count }, (_, index) => (
          <span
            key={index}
            className={classes(
              'h-2 rounded-small transition-all duration-150',
              index + 1 === current ? 'w-5 bg-ink' : 'w-2',
              index + 1 < current && 'bg-ink',
              index + 1 > current && 'bg-line',
            )}
          />
        ))}
      </span>
      <span className="tabular-nums">{label}</span>
    </div>
  )
}

import { classes } from '../classes.ts'

export interface KeywardMarkProps {
  /** Its name, where it stands alone. Not said beside the word. */
  readonly label?: string | undefined
  readonly className?: string | undefined
}

/** A square with a ward's notch, on a grid of 16. mark.svg has the same path. */
export const MARK_PATH =
  'M4.5 1h7A3.5 3.5 0 0 1 15 4.5v7a3.5 3.5 0 0 1-3.5 3.5H9v-3h3V9H9V4H7v11H4.5A3.5 3.5 0 0 1 1 11.5v-7A3.5 3.5 0 0 1 4.5 1Z'

/** Keyward's mark, in the colour of its text. */
export function KeywardMark({ label, className }: KeywardMarkProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      className={classes('shrink-0', className ?? 'size-6')}
    >
      <path d={MARK_PATH} fill="currentColor" />
    </svg>
  )
}

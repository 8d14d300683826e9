import { classes } from '../classes.ts'

export interface SpinnerProps {
  /** Said to assistive programs. Without it the spinner is only drawn. */
  readonly label?: string | undefined
  readonly size?: 'small' | 'large' | undefined
}

/** Something is happening, for as long as it is shown. */
export function Spinner({ label, size = 'small' }: SpinnerProps) {
  return (
    <span role={label === undefined ? undefined : 'status'} className="inline-flex">
      <svg
        viewBox="0 0 20 20"
        aria-hidden
        className={classes('animate-turn', size === 'small' ? 'size-5' : 'size-8')}
      >
        <circle
          cx="10"
          cy="10"
          r="7.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          opacity="0.25"
        />
        <path
          d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      {label === undefined ? null : <span className="said">{label}</span>}
    </span>
  )
}

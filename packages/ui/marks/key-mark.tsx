import { classes } from '../classes.ts'

export interface KeyMarkProps {
  /** Its name, where no words stand beside it. */
  readonly label?: string | undefined
  readonly size?: 'small' | 'large' | undefined
}

/** A passkey: a key in brass. Nothing else is drawn in that colour. */
export function KeyMark({ label, size = 'small' }: KeyMarkProps) {
  return (
    <svg
      viewBox="0 0 20 20"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      className={classes('shrink-0 text-brass', size === 'small' ? 'size-5' : 'size-10')}
    >
      <path
        fillRule="evenodd"
        d="M10 1.5a5 5 0 0 1 2 9.58v1.17l1.5 1.25-1.5 1.25 1.25 1.25L10 19l-2-2v-5.92a5 5 0 0 1 2-9.58Zm0 2.75a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2Z"
        fill="currentColor"
      />
    </svg>
  )
}

import { classes } from '../classes.ts'

/** `primary` once a screen; `quiet` has an edge; `plain` is words alone; `danger` can't be taken back. */
export type ButtonTone = 'primary' | 'quiet' | 'plain' | 'danger'

/** What all buttons take, with and without React Aria. */
export interface ButtonLook {
  /** `quiet` when left out. */
  readonly tone?: ButtonTone | undefined
  /** As wide as its container: the primary action of a sheet. */
  readonly isWide?: boolean | undefined
}

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-action text-on-action hover:bg-action-strong active:bg-action-strong',
  quiet: 'border border-edge bg-card text-ink hover:bg-well active:bg-well',
  plain: 'text-ink underline-offset-4 hover:bg-well active:bg-well',
  danger: 'bg-danger text-on-danger hover:bg-danger-strong active:bg-danger-strong',
}

/** The classes of a button. They work on a native button and on React Aria's alike. */
export function buttonClasses(look: ButtonLook): string {
  return classes(
    'target relative inline-flex cursor-pointer items-center justify-center rounded-medium px-4 py-2',
    'text-body font-medium text-balance transition-colors duration-150 select-none',
    'disabled:cursor-default disabled:opacity-55 aria-disabled:cursor-default data-pending:cursor-default',
    look.isWide === true && 'w-full',
    TONES[look.tone ?? 'quiet'],
  )
}

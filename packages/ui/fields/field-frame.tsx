import CircleAlert from 'lucide-react/icons/circle-alert'
import { type ReactNode, useId } from 'react'
import { Spinner } from '../status/spinner.tsx'

/** The words around a field. */
export interface FieldWords {
  readonly label: string
  readonly description?: string | undefined
  /** What is wrong and what to do. The field is invalid while there is one. */
  readonly error?: string | undefined
}

/** The ids and states that tie a control to its words. */
export interface FieldTies {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

export interface FieldFrameProps extends FieldWords {
  /** Says that the value is being checked: "Checking the username". Nothing is checked without it. */
  readonly checkingLabel?: string | undefined
  readonly children: (ties: FieldTies) => ReactNode
}

/** Label above, control, description or error below. Errors are announced as they appear. */
export function FieldFrame(props: FieldFrameProps) {
  const { label, description, error, checkingLabel, children } = props
  const id = useId()
  const described = [description && `${id}-about`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-note font-medium text-ink">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error ? true : undefined,
      })}
      {description ? (
        <p id={`${id}-about`} className="text-note text-soft">
          {description}
        </p>
      ) : null}
      <div aria-live="polite" className="text-note empty:hidden">
        {error ? (
          <p id={`${id}-error`} className="flex gap-1.5 text-error">
            <CircleAlert aria-hidden className="mt-px size-4 shrink-0" />
            {error}
          </p>
        ) : null}
        {checkingLabel ? (
          <p className="flex items-center gap-1.5 text-soft">
            <span aria-hidden className="inline-flex origin-left scale-75">
              <Spinner />
            </span>
            {checkingLabel}
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** The box around an input and what stands in it. */
export const BOX =
  'flex min-h-11 items-center rounded-medium border border-edge bg-card transition-colors duration-150 ' +
  'focus-within:border-ink focus-within:outline-1 focus-within:outline-ink ' +
  'has-aria-invalid:border-error has-aria-invalid:outline-error has-disabled:opacity-55'

/** The input in a box. The box draws the ring. */
export const INPUT =
  'min-w-0 flex-1 self-stretch bg-transparent px-3 py-2 text-body text-ink outline-none placeholder:text-soft'

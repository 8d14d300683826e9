import { classes } from '../classes.ts'
import { digitsOf } from './digits.ts'
import { BOX, FieldFrame, type FieldWords, INPUT } from './field-frame.tsx'
import { useFocusOnce } from '../use-focus-once.ts'

export interface DigitsFieldProps extends FieldWords {
  /** Digits alone. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** Called once all digits are there. */
  readonly onFull?: ((value: string) => void) | undefined
  /** How many digits. 6 when left out. */
  readonly length?: number | undefined
  readonly isDisabled?: boolean | undefined
  readonly hasFirstFocus?: boolean | undefined
}

/** A short code of digits in one input, so pasting and the system's suggestion just work. */
export function DigitsField(props: DigitsFieldProps) {
  const { label, description, error, value, onChange, onFull, length = 6 } = props
  const input = useFocusOnce<HTMLInputElement>(props.hasFirstFocus === true, undefined)
  const take = (text: string) => {
    const digits = digitsOf(text, length)
    onChange(digits)
    if (digits.length === length && digits !== value) onFull?.(digits)
  }
  return (
    <FieldFrame {...{ label, description, error }}>
      {(ties) => (
        <div className={classes(BOX, 'max-w-56')}>
          <input
            {...ties}
            ref={input}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={value}
            onChange={(event) => take(event.target.value)}
            disabled={props.isDisabled}
            className={classes(
              INPUT,
              'text-center font-mono text-title tracking-[0.3em] tabular-nums',
            )}
          />
        </div>
      )}
    </FieldFrame>
  )
}

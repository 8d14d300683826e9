import type { HTMLInputTypeAttribute, ReactNode, Ref } from 'react'
import { BOX, FieldFrame, type FieldWords, INPUT } from './field-frame.tsx'
import { useFocusOnce } from '../use-focus-once.ts'

export interface TextFieldProps extends FieldWords {
  readonly value: string
  readonly onChange: (value: string) => void
  /** A drawn icon before the text. */
  readonly icon?: ReactNode
  /** While the value is being checked: what is said meanwhile. */
  readonly checkingLabel?: string | undefined
  readonly type?:
    | Extract<
        HTMLInputTypeAttribute,
        'text' | 'email' | 'url' | 'number' | 'time' | 'datetime-local'
      >
    | undefined
  readonly name?: string | undefined
  /** `off` when left out: browsers offer what they know only where it is asked for. */
  readonly autoComplete?: string | undefined
  readonly inputMode?: 'text' | 'email' | 'url' | 'numeric' | undefined
  readonly placeholder?: string | undefined
  readonly maxLength?: number | undefined
  readonly isDisabled?: boolean | undefined
  readonly isReadOnly?: boolean | undefined
  readonly isRequired?: boolean | undefined
  readonly hasFirstFocus?: boolean | undefined
  readonly onBlur?: (() => void) | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
}

/** One line of text. Names are neither corrected nor capitalized. */
export function TextField(props: TextFieldProps) {
  const { label, description, error, icon, checkingLabel, value, onChange, ref } = props
  const input = useFocusOnce(props.hasFirstFocus === true, ref)
  return (
    <FieldFrame {...{ label, description, error, checkingLabel }}>
      {(ties) => (
        <div className={BOX}>
          {icon === undefined ? null : (
            <span aria-hidden className="flex pl-3 text-soft [&>svg]:size-[1.125rem]">
              {icon}
            </span>
          )}
          <input
            {...ties}
            ref={input}
            type={props.type ?? 'text'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={props.onBlur}
            name={props.name}
            autoComplete={props.autoComplete ?? 'off'}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            inputMode={props.inputMode}
            placeholder={props.placeholder}
            maxLength={props.maxLength}
            disabled={props.isDisabled}
            readOnly={props.isReadOnly}
            required={props.isRequired}
            className={INPUT}
          />
        </div>
      )}
    </FieldFrame>
  )
}

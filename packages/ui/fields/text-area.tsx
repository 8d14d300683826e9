import { BOX, FieldFrame, type FieldWords, INPUT } from './field-frame.tsx'

export interface TextAreaProps extends FieldWords {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Lines to begin with. It grows with its text. 3 when left out. */
  readonly rows?: number | undefined
  readonly maxLength?: number | undefined
  readonly isDisabled?: boolean | undefined
  readonly placeholder?: string | undefined
}

/** Several lines of text, such as notes. */
export function TextArea(props: TextAreaProps) {
  const { label, description, error, value, onChange, rows = 3 } = props
  return (
    <FieldFrame {...{ label, description, error }}>
      {(ties) => (
        <div className={BOX}>
          <textarea
            {...ties}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            rows={rows}
            maxLength={props.maxLength}
            disabled={props.isDisabled}
            placeholder={props.placeholder}
            autoComplete="off"
            className={`${INPUT} field-sizing-content resize-y`}
          />
        </div>
      )}
    </FieldFrame>
  )
}

import Copy from 'lucide-react/icons/copy'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { type ReactNode, type Ref, useState } from 'react'
import { IconButton } from '../actions/icon-button.tsx'
import { BOX, FieldFrame, type FieldWords, INPUT } from './field-frame.tsx'
import { useFocusOnce } from '../use-focus-once.ts'

export interface SecretFieldProps extends FieldWords {
  readonly value: string
  /** Left out for a value that is only shown. */
  readonly onChange?: ((value: string) => void) | undefined
  readonly showLabel: string
  readonly hideLabel: string
  /** With `onCopy`: the name of the button. */
  readonly copyLabel?: string | undefined
  /** Copying is the caller's: the clipboard is cleared later, and a phone marks it as sensitive. */
  readonly onCopy?: (() => void) | undefined
  /** Told of each look at the value. */
  readonly onReveal?: ((isShown: boolean) => void) | undefined
  readonly autoComplete?: 'off' | 'current-password' | 'new-password' | undefined
  readonly name?: string | undefined
  readonly isDisabled?: boolean | undefined
  readonly isRequired?: boolean | undefined
  readonly hasFirstFocus?: boolean | undefined
  /** Between the control and the description, such as a strength meter. */
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLInputElement> | undefined
}

/** A masked value with buttons to show and to copy it. It starts masked each time it is mounted. */
export function SecretField(props: SecretFieldProps) {
  const { label, description, error, value, onChange, onCopy, copyLabel, ref } = props
  const [isShown, setShown] = useState(false)
  const input = useFocusOnce(props.hasFirstFocus === true, ref)
  const toggle = () => {
    setShown(!isShown)
    props.onReveal?.(!isShown)
  }
  return (
    <FieldFrame {...{ label, description, error }}>
      {(ties) => (
        <>
          <div className={BOX}>
            <input
              {...ties}
              ref={input}
              type={isShown ? 'text' : 'password'}
              value={value}
              readOnly={onChange === undefined}
              onChange={(event) => onChange?.(event.target.value)}
              name={props.name}
              autoComplete={props.autoComplete ?? 'off'}
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              disabled={props.isDisabled}
              required={props.isRequired}
              className={`${INPUT} ${isShown ? 'font-mono' : ''}`}
            />
            <IconButton
              label={isShown ? props.hideLabel : props.showLabel}
              icon={isShown ? <EyeOff /> : <Eye />}
              isDisabled={props.isDisabled}
              onPress={toggle}
            />
            {onCopy === undefined || copyLabel === undefined ? null : (
              <IconButton label={copyLabel} icon={<Copy />} onPress={onCopy} />
            )}
          </div>
          {props.children}
        </>
      )}
    </FieldFrame>
  )
}

import type { Ref } from 'react'
import type { FieldWords } from './field-frame.tsx'
import { SecretField } from './secret-field.tsx'
import type { StrengthScore, StrengthWords } from './strength.ts'
import { StrengthMeter } from './strength-meter.tsx'

export interface PassphraseFieldProps extends FieldWords {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly showLabel: string
  readonly hideLabel: string
  /** For a new passphrase. Left out where one is asked for. */
  readonly strength?:
    | {
        readonly score: StrengthScore | null
        readonly words: StrengthWords
        readonly label: string
      }
    | undefined
  readonly isDisabled?: boolean | undefined
  readonly hasFirstFocus?: boolean | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
}

/** Where a passphrase is typed: masked, and with a strength meter when it is a new one. */
export function PassphraseField({ strength, ...props }: PassphraseFieldProps) {
  return (
    <SecretField
      {...props}
      isRequired
      autoComplete={strength === undefined ? 'current-password' : 'new-password'}
    >
      {strength === undefined ? null : <StrengthMeter {...strength} />}
    </SecretField>
  )
}

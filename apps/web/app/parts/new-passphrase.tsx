import { useDeferredValue, useMemo, useState } from 'react'
import { measure } from '@keyward/vault/strength'
import { Button, PassphraseField } from '@keyward/ui'
import { Form } from './form.tsx'
import { Problem } from './problem.tsx'
import type { ShownProblem } from '../problem-of.ts'
import { messages } from '../../messages/messages.ts'

export interface NewPassphraseProps {
  /** What an attacker would try first: names and address. */
  readonly hints: readonly string[]
  readonly submitLabel: string
  readonly pendingLabel: string
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly onSubmit: (passphrase: string) => void
  /** Goes back to what was typed before. */
  readonly onBack: () => void
}

/** A new passphrase, measured while it is typed, and typed twice. */
export function NewPassphrase(props: NewPassphraseProps) {
  const text = messages.firstRun.passphrase
  const { hints, isPending } = props
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isAsked, setAsked] = useState(false)
  const deferred = useDeferredValue(passphrase)
  const strength = useMemo(
    () => (deferred === '' ? null : measure(deferred, hints)),
    [deferred, hints],
  )
  const isWeak = isAsked && strength?.isEnough !== true
  const isDifferent = isAsked && passphrase !== again
  const submit = (): void => {
    setAsked(true)
    if (measure(passphrase, hints).isEnough && passphrase === again) props.onSubmit(passphrase)
  }
  const shared = { showLabel: text.show, hideLabel: text.hide, isDisabled: isPending }
  return (
    <Form onSubmit={submit}>
      <PassphraseField
        {...shared}
        hasFirstFocus
        label={text.label}
        value={passphrase}
        onChange={setPassphrase}
        strength={{ score: shownScore(strength), words: text.words, label: text.strength }}
        error={isWeak ? text.tooWeak : undefined}
      />
      <PassphraseField
        {...shared}
        label={text.again}
        value={again}
        onChange={setAgain}
        error={isDifferent && !isWeak ? text.different : undefined}
      />
      <Problem problem={props.problem} />
      <Button
        type="submit"
        tone="primary"
        isWide
        isPending={isPending}
        pendingLabel={props.pendingLabel}
      >
        {props.submitLabel}
      </Button>
      <Button tone="plain" isWide isDisabled={isPending} onPress={props.onBack}>
        {messages.app.back}
      </Button>
    </Form>
  )
}

/** Anything that may not protect a vault yet is shown as such, whatever its score. */
function shownScore(strength: ReturnType<typeof measure> | null) {
  if (strength === null) return null
  if (strength.isEnough) return 4
  return strength.score > 2 ? 2 : strength.score
}

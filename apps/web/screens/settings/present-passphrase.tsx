import { useState } from 'react'
import { Button, PassphraseField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import type { ShownProblem } from '../../app/problem-of.ts'
import { messages } from '../../messages/messages.ts'

interface PresentPassphraseProps {
  /** What it is asked for. */
  readonly label: string
  readonly submitLabel: string
  readonly pendingLabel: string
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly onSubmit: (passphrase: string) => void
}

/** Asks for the passphrase that there is, before something is done with it. */
export function PresentPassphrase(props: PresentPassphraseProps) {
  const { label, submitLabel, pendingLabel, isPending, problem, onSubmit } = props
  const { current } = messages.settings.recovery
  const { show, hide } = messages.firstRun.passphrase
  const [passphrase, setPassphrase] = useState('')
  return (
    <Form label={label} onSubmit={() => onSubmit(passphrase)}>
      <PassphraseField
        label={current}
        value={passphrase}
        onChange={setPassphrase}
        isDisabled={isPending}
        showLabel={show}
        hideLabel={hide}
      />
      <Problem problem={problem} />
      <Button type="submit" tone="primary" isWide isPending={isPending} pendingLabel={pendingLabel}>
        {submitLabel}
      </Button>
    </Form>
  )
}

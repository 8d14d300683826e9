import { useState } from 'react'
import { Button, PassphraseField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { messages } from '../../messages/messages.ts'
import { useRenewal } from './use-renewal.ts'

/** New keys and a new kit; the passphrase stays, and is checked first. */
export function RenewKit() {
  const text = messages.settings.recovery
  const { show, hide } = messages.firstRun.passphrase
  const [passphrase, setPassphrase] = useState('')
  const renew = useRenewal((session, given) => session.renewKeys({ passphrase: given }))
  return (
    <Form label={text.kit} onSubmit={() => void renew.run(passphrase)}>
      <PassphraseField
        label={text.current}
        value={passphrase}
        onChange={setPassphrase}
        isDisabled={renew.isPending}
        showLabel={show}
        hideLabel={hide}
      />
      <Problem problem={renew.problem} />
      <Button
        type="submit"
        tone="primary"
        isWide
        isPending={renew.isPending}
        pendingLabel={text.pending}
      >
        {text.submitKit}
      </Button>
    </Form>
  )
}

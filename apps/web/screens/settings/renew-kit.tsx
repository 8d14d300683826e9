import { messages } from '../../messages/messages.ts'
import { PresentPassphrase } from './present-passphrase.tsx'
import { useRenewal } from './use-renewal.ts'

/** New keys and a new kit; the passphrase stays, and is checked first. */
export function RenewKit() {
  const text = messages.settings.recovery
  const renew = useRenewal((session, given) => session.renewKeys({ passphrase: given }))
  return (
    <PresentPassphrase
      label={text.kit}
      submitLabel={text.submitKit}
      pendingLabel={text.pending}
      isPending={renew.isPending}
      problem={renew.problem}
      onSubmit={(passphrase) => void renew.run(passphrase)}
    />
  )
}

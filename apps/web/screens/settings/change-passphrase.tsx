import { useMemo, useState } from 'react'
import { NewPassphrase } from '../../app/parts/new-passphrase.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useSession } from '../../app/use-session.ts'
import { messages } from '../../messages/messages.ts'
import { PresentPassphrase } from './present-passphrase.tsx'
import { useKitScreen } from './use-renewal.ts'

/**
 * Another passphrase, after the present one was checked. Who came by the recovery kit has forgotten
 * that one: new keys are due then, and nothing is asked.
 */
export function ChangePassphrase({ isDue }: { readonly isDue: boolean }) {
  const [isChecked, setChecked] = useState(isDue)
  return isChecked ? (
    <Choose onBack={() => setChecked(false)} />
  ) : (
    <Check onDone={() => setChecked(true)} />
  )
}

function Check({ onDone }: { readonly onDone: () => void }) {
  const text = messages.settings.recovery
  const { session } = useKeyholder()
  const check = useCommand(
    (passphrase: string) => session.unlock({ by: 'passphrase', passphrase }),
    { onDone },
  )
  return (
    <PresentPassphrase
      label={text.change}
      submitLabel={text.next}
      pendingLabel={text.checking}
      isPending={check.isPending}
      problem={check.problem}
      onSubmit={(passphrase) => void check.run(passphrase)}
    />
  )
}

function Choose({ onBack }: { readonly onBack: () => void }) {
  const text = messages.settings.recovery
  const { session } = useKeyholder()
  const { name, workspace } = useMember()
  const state = useSession()
  const address = state.kind === 'none' ? '' : state.known.address
  const hints = useMemo(() => [name, workspace.name, address], [name, workspace.name, address])
  const change = useCommand((passphrase: string) => session.renewKeys({ passphrase }), {
    onDone: useKitScreen(),
  })
  return (
    <NewPassphrase
      hints={hints}
      submitLabel={text.submitChange}
      pendingLabel={text.pending}
      isPending={change.isPending}
      problem={change.problem}
      onSubmit={(passphrase) => void change.run(passphrase)}
      onBack={onBack}
    />
  )
}

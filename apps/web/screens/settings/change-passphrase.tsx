import { useMemo, useState } from 'react'
import { Button, PassphraseField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { NewPassphrase } from '../../app/parts/new-passphrase.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useSession } from '../../app/use-session.ts'
import { messages } from '../../messages/messages.ts'
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
  const { show, hide } = messages.firstRun.passphrase
  const { session } = useKeyholder()
  const [passphrase, setPassphrase] = useState('')
  const check = useCommand(() => session.unlock({ by: 'passphrase', passphrase }), { onDone })
  return (
    <Form label={text.change} onSubmit={() => void check.run()}>
      <PassphraseField
        label={text.current}
        value={passphrase}
        onChange={setPassphrase}
        isDisabled={check.isPending}
        showLabel={show}
        hideLabel={hide}
      />
      <Problem problem={check.problem} />
      <Button
        type="submit"
        tone="primary"
        isWide
        isPending={check.isPending}
        pendingLabel={text.checking}
      >
        {text.next}
      </Button>
    </Form>
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

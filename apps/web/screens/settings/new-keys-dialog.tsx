import { useId, useState } from 'react'
import type { ShownKit } from '@keyward/keyholder/session'
import { Button, Dialog, PassphraseField } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import type { Command } from '../../app/use-command.ts'
import { messages } from '../../messages/messages.ts'

export interface NewKeysDialogProps {
  readonly title: string
  readonly text: string
  readonly submitLabel: string
  readonly pendingLabel: string
  readonly command: Command<[passphrase: string], ShownKit>
  readonly onClose: () => void
}

/** Asks before something that is followed by new keys, and for the passphrase that they are made with. */
export function NewKeysDialog(props: NewKeysDialogProps) {
  const { title, text, submitLabel, pendingLabel, command, onClose } = props
  const { show, hide } = messages.firstRun.passphrase
  const [passphrase, setPassphrase] = useState('')
  const form = useId()
  return (
    <Dialog
      isAlert
      isOpen
      onOpenChange={() => command.isPending || onClose()}
      title={title}
      actions={
        <>
          <Button tone="plain" isDisabled={command.isPending} onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button
            type="submit"
            form={form}
            tone="danger"
            isPending={command.isPending}
            pendingLabel={pendingLabel}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void command.run(passphrase)
        }}
      >
        <p>{text}</p>
        <PassphraseField
          hasFirstFocus
          label={messages.settings.recovery.current}
          value={passphrase}
          onChange={setPassphrase}
          isDisabled={command.isPending}
          showLabel={show}
          hideLabel={hide}
        />
        <Problem problem={command.problem} />
      </form>
    </Dialog>
  )
}

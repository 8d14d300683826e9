import { type FormEvent, useId, useState } from 'react'
import type { PasskeyView } from '@keyward/keyholder/commands'
import { Button, Dialog, Menu, TextField } from '@keyward/ui'
import Pencil from 'lucide-react/icons/pencil'
import RotateCcw from 'lucide-react/icons/rotate-ccw'
import Trash from 'lucide-react/icons/trash-2'
import { Problem } from '../../../app/parts/problem.tsx'
import { messages } from '../../../messages/messages.ts'
import type { PasskeyActions } from './use-passkey-actions.ts'

export interface PasskeyMenuProps {
  readonly passkey: PasskeyView
  readonly actions: PasskeyActions
}

/** Rename, delete and restore. */
export function PasskeyMenu({ passkey, actions }: PasskeyMenuProps) {
  const text = messages.accounts.passkeys
  const [isNaming, setNaming] = useState(false)
  const entries =
    passkey.status === 'deleted'
      ? [
          {
            id: 'restore',
            label: messages.accounts.restore,
            icon: <RotateCcw />,
            onAction: () => void actions.restore.run(),
          },
        ]
      : [
          {
            id: 'rename',
            label: text.rename,
            icon: <Pencil />,
            onAction: () => setNaming(true),
          },
          {
            id: 'delete',
            label: text.remove,
            icon: <Trash />,
            onAction: () => void actions.remove.run(),
          },
        ]
  return (
    <>
      <Menu label={text.actions(passkey.name || text.unnamed)} actions={entries} />
      <NameDialog
        name={passkey.name}
        rename={actions.rename}
        isOpen={isNaming}
        onOpenChange={setNaming}
      />
    </>
  )
}

interface NameDialogProps {
  readonly name: string
  readonly rename: PasskeyActions['rename']
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

function NameDialog({ name, rename, isOpen, onOpenChange }: NameDialogProps) {
  const text = messages.accounts.passkeys
  const form = useId()
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={text.renameTitle}
      actions={
        <>
          <Button tone="plain" onPress={() => onOpenChange(false)}>
            {messages.app.cancel}
          </Button>
          <Button tone="primary" type="submit" form={form} isPending={rename.isPending}>
            {text.save}
          </Button>
        </>
      }
    >
      <NameForm {...{ form, name, rename }} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

interface NameFormProps extends Pick<NameDialogProps, 'name' | 'rename'> {
  /** The id of the form, which the buttons below it belong to. */
  readonly form: string
  readonly onDone: () => void
}

function NameForm({ form, name: before, rename, onDone }: NameFormProps) {
  const text = messages.accounts.passkeys
  const [name, setName] = useState(before)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await rename.run(name)) !== undefined) onDone()
  }
  return (
    <form
      id={form}
      noValidate
      onSubmit={(event) => void save(event)}
      className="flex flex-col gap-4"
    >
      <TextField
        label={text.name}
        description={text.nameText}
        value={name}
        onChange={setName}
        maxLength={100}
        hasFirstFocus
      />
      <Problem problem={rename.problem} />
    </form>
  )
}

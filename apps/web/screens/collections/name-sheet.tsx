import { Button, Sheet, TextField } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import type { Command } from '../../app/use-command.ts'
import { messages } from '../../messages/messages.ts'
import { LONGEST_NAME, useNameForm } from './use-name-form.ts'

export interface NameSheetProps {
  readonly title: string
  readonly submit: string
  /** The name as it is now; empty for a new collection. */
  readonly name: string
  readonly save: Pick<Command<[string], unknown>, 'run' | 'isPending' | 'problem'>
  readonly onClose: () => void
}

const FORM = 'collection-name'

/** The name of a collection, of a new one or another one than before. */
export function NameSheet({ title, submit, name, save, onClose }: NameSheetProps) {
  const text = messages.collections.form
  const form = useNameForm(name)
  const send = (): void => {
    const wanted = form.read()
    if (wanted === name) onClose()
    else if (wanted !== undefined) void save.run(wanted)
  }
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={title}
      closeLabel={messages.app.close}
      footer={
        <Button type="submit" form={FORM} tone="primary" isWide isPending={save.isPending}>
          {submit}
        </Button>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          hasFirstFocus
          label={text.name}
          description={text.nameText}
          value={form.name}
          onChange={form.setName}
          maxLength={LONGEST_NAME}
          error={form.error}
        />
        <Problem problem={save.problem} />
      </form>
    </Sheet>
  )
}

import { type ReactNode, useId } from 'react'
import { Button, Sheet } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import type { Command } from '../../../app/use-command.ts'
import { messages } from '../../../messages/messages.ts'

export interface GrantSheetProps {
  /** Who has it: a person or a team. */
  readonly grantee: string
  /** What they have: an account or a collection. */
  readonly granted: string
  readonly save: Pick<Command<never, void>, 'isPending' | 'problem'>
  readonly onSubmit: () => void
  /** Below the button that saves: the way back, or to the end of it. */
  readonly other: ReactNode
  /** A dialog that is open over it. */
  readonly over?: ReactNode
  readonly onClose: () => void
  /** The fields. */
  readonly children: ReactNode
}

/** The sheet around what somebody may do, which can be changed and saved. */
export function GrantSheet(props: GrantSheetProps) {
  const { grantee, granted, save, onSubmit, other, over, onClose, children } = props
  const text = messages.sharing.person
  const form = useId()
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.title(grantee, granted)}
      closeLabel={messages.app.close}
      footer={
        <>
          <Button type="submit" form={form} tone="primary" isWide isPending={save.isPending}>
            {text.save}
          </Button>
          {other}
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
        <Problem problem={save.problem} />
      </form>
      {over}
    </Sheet>
  )
}

import { useState } from 'react'
import type { WaitingJoin } from '@keyward/keyholder/commands'
import { Button, Checkbox, Dialog, MonoBlock } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import type { ShownProblem } from '../../app/problem-of.ts'
import { messages } from '../../messages/messages.ts'

export interface CompareNumberProps {
  readonly join: WaitingJoin
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly onSame: () => void
  readonly onRefuse: () => void
  readonly onClose: () => void
}

/** The number that both people see when nobody has put other keys between them. */
export function CompareNumber(props: CompareNumberProps) {
  const { join, isPending, problem, onSame, onRefuse, onClose } = props
  const text = messages.members.joins
  const [isSame, setSame] = useState(false)
  return (
    <Dialog
      isAlert
      isOpen
      onOpenChange={() => isPending || onClose()}
      title={text.checkTitle(join.joiner.name)}
      actions={
        <>
          <Button tone="plain" isDisabled={isPending} onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isDisabled={isPending} onPress={onRefuse}>
            {text.refuse}
          </Button>
          <Button tone="primary" isDisabled={!isSame} isPending={isPending} onPress={onSame}>
            {text.admit}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{text.checkText}</p>
        <MonoBlock label={text.number}>{join.safetyNumber}</MonoBlock>
        <Checkbox label={text.same} isChecked={isSame} onChange={setSame} />
        <Problem problem={problem} />
      </div>
    </Dialog>
  )
}

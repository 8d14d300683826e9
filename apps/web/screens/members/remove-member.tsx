import { useState } from 'react'
import { removeMember, type SeenAccount } from '@keyward/keyholder/commands'
import type { Member } from '@keyward/workspace/chain'
import { may, REFUSALS } from '@keyward/workspace/rules'
import { Button, Dialog } from '@keyward/ui'
import UserMinus from 'lucide-react/icons/user-minus'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useGo } from '../../app/use-go.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { tell } from '../../app/tell.ts'

const text = messages.members.member

/** Removes a member, after a question; for who may not, with the reason. */
export function RemoveMember({ member }: { readonly member: Member }) {
  const self = useMember()
  const [isAsking, setAsking] = useState(false)
  const decision = may(self, 'member.remove', { target: member })
  return (
    <div className="flex flex-col gap-2">
      <Button
        tone="danger"
        isWide
        icon={<UserMinus />}
        isDisabled={!decision.allowed}
        onPress={() => setAsking(true)}
      >
        {text.remove}
      </Button>
      {decision.allowed ? null : <p className="text-note text-soft">{REFUSALS[decision.rule]}</p>}
      {isAsking ? <Question member={member} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

interface QuestionProps {
  readonly member: Member
  readonly onClose: () => void
}

function Question({ member: { memberId, name }, onClose }: QuestionProps) {
  const keyholder = useKeyholder()
  const go = useGo()
  const remove = useCommand(() => removeMember(keyholder, memberId), {
    // The page of the former member shows what has to be renewed.
    onDone: ({ seen }) => {
      tell(told(name, seen))
      onClose()
      go(paths.member(memberId), { replace: true })
    },
  })
  return (
    <Dialog
      isAlert
      isOpen
      onOpenChange={() => remove.isPending || onClose()}
      title={text.removeTitle(name)}
      actions={
        <>
          <Button tone="plain" isDisabled={remove.isPending} onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button
            tone="danger"
            isPending={remove.isPending}
            pendingLabel={text.removePending}
            onPress={() => void remove.run()}
          >
            {text.removeSubmit}
          </Button>
        </>
      }
    >
      <p>{text.removeText}</p>
      <Problem problem={remove.problem} />
    </Dialog>
  )
}

function told(name: string, seen: readonly SeenAccount[]): string {
  return `${text.removedTitle(name)}. ${text.removedText(seen.length)}`
}

import { useState } from 'react'
import type { MemberId } from '@keyward/workspace/chain'
import { type AccountView, unshareAccount } from '@keyward/keyholder/commands'
import { Button, Dialog, IconButton } from '@keyward/ui'
import UserMinus from 'lucide-react/icons/user-minus'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { usePeople } from '../parts/use-people.ts'

export interface PersonItemProps {
  readonly account: AccountView
  readonly grant: AccountView['grants'][number]
  readonly mayEdit: boolean
}

/** One person and their role, with the way to end the sharing. One can't end it for oneself here. */
export function PersonItem({ account, grant, mayEdit }: PersonItemProps) {
  const text = messages.accounts.people
  const { granteeId, role } = grant
  const desk = useDesk()
  const { memberId } = useMember()
  const name = usePeople().ofMember(granteeId)
  const [isAsking, setAsking] = useState(false)
  const end = useCommand(() => unshareAccount(desk, account.accountId, granteeId as MemberId), {
    done: text.ended(name),
    onDone: () => setAsking(false),
  })
  return (
    <li className="flex min-h-14 items-center gap-3 py-1.5 pr-1.5 pl-4">
      <span className="min-w-0 flex-1">
        <span className="block text-body break-words">{name}</span>
        <span className="block text-note text-soft">{text.roles[role]}</span>
      </span>
      {mayEdit && granteeId !== memberId ? (
        <IconButton
          label={text.endFor(name)}
          icon={<UserMinus />}
          onPress={() => setAsking(true)}
        />
      ) : null}
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        isAlert
        title={text.endTitle(name)}
        actions={
          <>
            <Button tone="plain" onPress={() => setAsking(false)}>
              {messages.app.cancel}
            </Button>
            <Button tone="danger" isPending={end.isPending} onPress={() => void end.run()}>
              {text.end}
            </Button>
          </>
        }
      >
        <p>{text.endText}</p>
        <Problem problem={end.problem} />
      </Dialog>
    </li>
  )
}

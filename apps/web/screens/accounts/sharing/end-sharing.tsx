import { type AccountView, type SharedPerson, unshareAccount } from '@keyward/keyholder/commands'
import { Button, Dialog } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useSync } from '../../../app/use-sync.ts'
import { messages } from '../../../messages/messages.ts'

export interface EndSharingProps {
  readonly account: Pick<AccountView, 'accountId'>
  readonly person: SharedPerson
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly onEnded: () => void
}

/** Asks before access is revoked: it takes effect at once, and there is no way back to this grant. */
export function EndSharing({ account, person, isOpen, onOpenChange, onEnded }: EndSharingProps) {
  const text = messages.sharing.end
  const { memberId, name, role } = person
  const desk = useDesk()
  const { isOnline } = useSync()
  const end = useCommand(() => unshareAccount(desk, account.accountId, memberId), {
    done: text.done(name),
    onDone: onEnded,
  })
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isAlert
      title={text.title(name)}
      actions={
        <>
          <Button tone="plain" onPress={() => onOpenChange(false)}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isPending={end.isPending} onPress={() => void end.run()}>
            {text.submit}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-4">
        {(role === 'owner' ? text.owner : text.withoutKey).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {person.byTeam === null ? null : <p className="mt-3">{messages.sharing.team.stays}</p>}
      {isOnline ? null : <p className="mt-3">{text.offline}</p>}
      <Problem problem={end.problem} />
    </Dialog>
  )
}

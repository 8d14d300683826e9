import { type AccountView, type SharedPerson, unshareAccount } from '@keyward/keyholder/commands'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { EndDialog } from './end-dialog.tsx'

export interface EndSharingProps {
  readonly account: Pick<AccountView, 'accountId'>
  readonly person: SharedPerson
  readonly onClose: () => void
  readonly onEnded: () => void
}

/** Asks before access is revoked: it takes effect at once, and there is no way back to this grant. */
export function EndSharing({ account, person, onClose, onEnded }: EndSharingProps) {
  const { end: text, team } = messages.sharing
  const { stays } = messages.collections.ofAccount
  const { memberId, name, role, byCollection, byTeam } = person
  const desk = useDesk()
  const end = useCommand(() => unshareAccount(desk, account.accountId, memberId), {
    done: text.done(name),
    onDone: onEnded,
  })
  const words = {
    title: text.title(name),
    points: role === 'owner' ? text.owner : text.withoutKey,
    notes: byCollection === null ? (byTeam === null ? [] : [team.stays]) : [stays],
    offline: text.offline,
    submit: text.submit,
  }
  return <EndDialog {...{ words, end, onClose }} />
}

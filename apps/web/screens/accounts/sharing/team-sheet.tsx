import { useState } from 'react'
import {
  type AccountView,
  NO_LIMITS,
  shareAccount,
  unshareWithTeam,
} from '@keyward/keyholder/commands'
import { Button, Dialog, Sheet } from '@keyward/ui'
import type { AccountRole } from '@keyward/workspace/rules'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { LimitsPart } from './limits/limits-part.tsx'
import { useLimitsForm } from './limits/use-limits-form.ts'
import { RoleChoice } from './role-choice.tsx'
import type { SharedTeam } from './team-item.tsx'

export interface TeamSheetProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName'>
  readonly team: SharedTeam
  readonly onClose: () => void
}

const FORM = 'edit-team-share'
const ROLES: readonly AccountRole[] = ['collaborator', 'manager']

/** What a team may do with the account, to be changed or ended. */
export function TeamSheet({ account, team, onClose }: TeamSheetProps) {
  const text = messages.sharing
  const { teamId, name } = team
  const desk = useDesk()
  const [isEnding, setEnding] = useState(false)
  const [role, setRole] = useState<AccountRole>(team.role)
  const limits = useLimitsForm(team.limits ?? NO_LIMITS, true)
  const save = useCommand(
    (to: Parameters<typeof shareAccount>[2]) => shareAccount(desk, account.accountId, to),
    { done: text.team.saved(name), onDone: onClose },
  )
  const submit = (): void => {
    const given = limits.read()
    if (given !== undefined) void save.run({ teamIds: [teamId], role, limits: given })
  }
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.person.title(name, account.appName)}
      closeLabel={messages.app.close}
      footer={
        <>
          <Button type="submit" form={FORM} tone="primary" isWide isPending={save.isPending}>
            {text.person.save}
          </Button>
          <Button tone="danger" isWide onPress={() => setEnding(true)}>
            {text.team.revoke}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="text-note text-soft">{text.teamLater}</p>
        <RoleChoice roles={ROLES} role={role} onChange={setRole} />
        {role === 'manager' ? <p className="text-note text-soft">{text.teamGuests}</p> : null}
        <LimitsPart {...limits.part} />
        <p className="text-note text-soft">{text.limits.counting}</p>
        <Problem problem={save.problem} />
      </form>
      {isEnding ? (
        <EndTeam {...{ account, team }} onOpenChange={setEnding} onEnded={onClose} />
      ) : null}
    </Sheet>
  )
}

interface EndTeamProps extends Omit<TeamSheetProps, 'onClose'> {
  readonly onOpenChange: (isOpen: boolean) => void
  readonly onEnded: () => void
}

/** Asks before the team loses the account. */
function EndTeam({ account, team: { teamId, name }, onOpenChange, onEnded }: EndTeamProps) {
  const text = messages.sharing.team
  const desk = useDesk()
  const end = useCommand(() => unshareWithTeam(desk, account.accountId, teamId), {
    done: text.ended(name),
    onDone: onEnded,
  })
  return (
    <Dialog
      isOpen
      onOpenChange={onOpenChange}
      isAlert
      title={text.endTitle(name)}
      actions={
        <>
          <Button tone="plain" onPress={() => onOpenChange(false)}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isPending={end.isPending} onPress={() => void end.run()}>
            {messages.sharing.end.submit}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-4">
        {text.endText.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <Problem problem={end.problem} />
    </Dialog>
  )
}

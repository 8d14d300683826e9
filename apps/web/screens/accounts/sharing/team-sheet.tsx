import { useState } from 'react'
import {
  type AccountView,
  NO_LIMITS,
  shareAccount,
  unshareWithTeam,
} from '@keyward/keyholder/commands'
import { Button } from '@keyward/ui'
import type { AccountRole } from '@keyward/workspace/rules'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { EndDialog } from './end-dialog.tsx'
import { GrantSheet } from './grant-sheet.tsx'
import { LimitsPart } from './limits/limits-part.tsx'
import { useLimitsForm } from './limits/use-limits-form.ts'
import { RoleChoice } from './role-choice.tsx'
import type { SharedTeam } from './team-item.tsx'

export interface TeamSheetProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName'>
  readonly team: SharedTeam
  readonly onClose: () => void
}

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
    <GrantSheet
      grantee={name}
      granted={account.appName}
      {...{ save, onClose }}
      onSubmit={submit}
      other={
        <Button tone="danger" isWide onPress={() => setEnding(true)}>
          {text.team.revoke}
        </Button>
      }
      over={
        isEnding ? (
          <EndTeam {...{ account, team }} onClose={() => setEnding(false)} onEnded={onClose} />
        ) : null
      }
    >
      <p className="text-note text-soft">{text.teamLater}</p>
      <RoleChoice roles={ROLES} role={role} onChange={setRole} />
      {role === 'manager' ? <p className="text-note text-soft">{text.teamGuests}</p> : null}
      <LimitsPart {...limits.part} />
      <p className="text-note text-soft">{text.limits.counting}</p>
    </GrantSheet>
  )
}

interface EndTeamProps extends TeamSheetProps {
  readonly onEnded: () => void
}

/** Asks before the team loses the account. */
function EndTeam({ account, team: { teamId, name }, onClose, onEnded }: EndTeamProps) {
  const { team: text, end: words } = messages.sharing
  const desk = useDesk()
  const end = useCommand(() => unshareWithTeam(desk, account.accountId, teamId), {
    done: text.ended(name),
    onDone: onEnded,
  })
  const { offline, submit } = words
  return (
    <EndDialog
      words={{ title: text.endTitle(name), points: text.endText, offline, submit }}
      {...{ end, onClose }}
    />
  )
}

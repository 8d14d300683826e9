import { useState } from 'react'
import type { Team } from '@keyward/workspace/chain'
import { Button, List, ListRow, Section } from '@keyward/ui'
import Plus from 'lucide-react/icons/plus'
import UsersRound from 'lucide-react/icons/users-round'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { TeamSheet } from './team-sheet.tsx'

const text = messages.members.teams

/** The teams of the workspace; made and changed by who may. */
export function TeamsSection() {
  const { workspace, may } = useMember()
  const [open, setOpen] = useState<Team | 'new'>()
  const mayChange = may('team.change', {})
  const teams = [...workspace.teams.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  if (teams.length === 0 && !mayChange) return null
  return (
    <Section
      title={text.title}
      action={
        mayChange ? (
          <Button icon={<Plus />} onPress={() => setOpen('new')}>
            {text.add}
          </Button>
        ) : null
      }
    >
      {teams.length === 0 ? (
        <p className="text-note text-soft">{text.none}</p>
      ) : (
        <List isCard label={text.title}>
          {teams.map((team) => (
            <ListRow
              key={team.teamId}
              icon={<UsersRound />}
              title={team.name}
              subtitle={text.count(team.members.size)}
              {...(mayChange ? { onAction: () => setOpen(team) } : {})}
            />
          ))}
        </List>
      )}
      {open === undefined ? null : (
        <TeamSheet team={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </Section>
  )
}

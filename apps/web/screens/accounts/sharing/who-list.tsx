import { useState } from 'react'
import type { SharingView } from '@keyward/keyholder/commands'
import { Checkbox, SearchField } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { type Chosen, offeredTeams, toggled } from './roles.ts'

export interface WhoListProps {
  readonly sharing: SharingView
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}

/** More people than this are searched for. */
const FEW = 6
const MOST_SHOWN = 50

/** Teams and people to choose from, any number of them. Who is chosen stays in sight. */
export function WhoList({ sharing, chosen, onChange }: WhoListProps) {
  const text = messages.sharing
  const [query, setQuery] = useState('')
  const { offered } = sharing
  const teams = offeredTeams(sharing)
  const isFound = ({ name }: { readonly name: string }): boolean =>
    name.toLowerCase().includes(query.trim().toLowerCase())
  const people = offered
    .filter((one) => chosen.memberIds.has(one.memberId) || isFound(one))
    .slice(0, MOST_SHOWN)
  const foundTeams = teams.filter((one) => chosen.teamIds.has(one.teamId) || isFound(one))
  return (
    <fieldset aria-label={text.who} className="flex min-w-0 flex-col gap-3">
      {offered.length + teams.length > FEW ? (
        <SearchField
          label={text.search}
          clearLabel={text.clear}
          value={query}
          onChange={setQuery}
        />
      ) : null}
      {people.length + foundTeams.length === 0 ? (
        <p className="text-body text-soft">{text.nobody(query)}</p>
      ) : (
        <div className="max-h-72 divide-y divide-line overflow-y-auto rounded-medium border border-line bg-card">
          {foundTeams.map(({ teamId, name, memberIds }) => (
            <div key={teamId} className="px-4">
              <Checkbox
                label={name}
                description={text.teamOf(memberIds.length)}
                isChecked={chosen.teamIds.has(teamId)}
                onChange={() => onChange({ ...chosen, teamIds: toggled(chosen.teamIds, teamId) })}
              />
            </div>
          ))}
          {people.map(({ memberId, name, workspaceRole, isAgent, isOperator }) => (
            <div key={memberId} className="px-4">
              <Checkbox
                label={name}
                description={[
                  isAgent ? text.agent : messages.members.roles[workspaceRole],
                  ...(isOperator ? [text.operator] : []),
                ].join(' · ')}
                isChecked={chosen.memberIds.has(memberId)}
                onChange={() =>
                  onChange({ ...chosen, memberIds: toggled(chosen.memberIds, memberId) })
                }
              />
            </div>
          ))}
        </div>
      )}
    </fieldset>
  )
}

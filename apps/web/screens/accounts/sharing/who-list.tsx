import { useState } from 'react'
import { Checkbox, SearchField } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { type Chosen, type Offer, offeredTeams, toggled } from './roles.ts'
import type { OfferedCollection } from './use-collections-of.ts'

export interface WhoListProps {
  readonly offer: Offer
  readonly collections: readonly OfferedCollection[]
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}

/** More people than this are searched for. */
const FEW = 6
const MOST_SHOWN = 50

/** Collections, teams and people to choose from, any number of them. Who is chosen stays in sight. */
export function WhoList({ offer, collections, chosen, onChange }: WhoListProps) {
  const text = messages.sharing
  const [query, setQuery] = useState('')
  const { offered } = offer
  const teams = offeredTeams(offer)
  const { memberIds: members, teamIds, collectionIds } = chosen
  const sets: readonly Row[] = [
    ...collections.map(({ collectionId, name }) => ({
      id: collectionId,
      name,
      about: messages.collections.ofAccount.badge,
      isChosen: collectionIds.has(collectionId),
      toggle: () => onChange({ ...chosen, collectionIds: toggled(collectionIds, collectionId) }),
    })),
    ...teams.map(({ teamId, name, memberIds }) => ({
      id: teamId,
      name,
      about: text.teamOf(memberIds.length),
      isChosen: teamIds.has(teamId),
      toggle: () => onChange({ ...chosen, teamIds: toggled(teamIds, teamId) }),
    })),
  ]
  const people = offered.map(({ memberId, name, workspaceRole, isAgent, isOperator }): Row => ({
    id: memberId,
    name,
    about: [
      isAgent ? text.agent : messages.members.roles[workspaceRole],
      ...(isOperator ? [text.operator] : []),
    ].join(' · '),
    isChosen: members.has(memberId),
    toggle: () => onChange({ ...chosen, memberIds: toggled(members, memberId) }),
  }))
  const isFound = ({ name, isChosen }: Row): boolean =>
    isChosen || name.toLowerCase().includes(query.trim().toLowerCase())
  const found = [...sets.filter(isFound), ...people.filter(isFound).slice(0, MOST_SHOWN)]
  return (
    <fieldset aria-label={text.who} className="flex min-w-0 flex-col gap-3">
      {sets.length + people.length > FEW ? (
        <SearchField
          label={text.search}
          clearLabel={text.clear}
          value={query}
          onChange={setQuery}
        />
      ) : null}
      {found.length === 0 ? (
        <p className="text-body text-soft">{text.nobody(query)}</p>
      ) : (
        <div className="max-h-72 divide-y divide-line overflow-y-auto rounded-medium border border-line bg-card">
          {found.map(({ id, name, about, isChosen, toggle }) => (
            <div key={id} className="px-4">
              <Checkbox label={name} description={about} isChecked={isChosen} onChange={toggle} />
            </div>
          ))}
        </div>
      )}
    </fieldset>
  )
}

/** Somebody, or something that is shared at once with several. */
interface Row {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly isChosen: boolean
  readonly toggle: () => void
}

import { useState } from 'react'
import { changeTeam, createTeam } from '@keyward/keyholder/commands'
import type { MemberId, Team } from '@keyward/workspace/chain'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { messages } from '../../../messages/messages.ts'

export interface TeamForm {
  readonly name: string
  readonly setName: (name: string) => void
  /** What is wrong with the name, once it was to be saved. */
  readonly nameError: string | undefined
  readonly members: ReadonlySet<MemberId>
  readonly toggle: (memberId: MemberId) => void
  readonly save: Pick<Command<never, void>, 'isPending' | 'problem'>
  readonly submit: () => void
}

/** A team's name and members as they are changed; a new one without a team. */
export function useTeamForm(team: Team | undefined, onSaved: () => void): TeamForm {
  const text = messages.members.teams
  const keyholder = useKeyholder()
  const [name, setName] = useState(team?.name ?? '')
  const [isAsked, setAsked] = useState(false)
  const [begun] = useState<ReadonlySet<MemberId>>(() => new Set(team?.members))
  const [members, setMembers] = useState(begun)
  const wanted = name.trim()
  const save = useCommand(
    async (): Promise<void> => {
      if (team === undefined) await createTeam(keyholder, wanted, [...members])
      // Who was taken in, or left, while this was open stays as another one has it.
      else
        await changeTeam(keyholder, team.teamId, {
          name: wanted,
          added: [...members].filter((memberId) => !begun.has(memberId)),
          removed: [...begun].filter((memberId) => !members.has(memberId)),
        })
    },
    { done: text.saved(wanted), onDone: onSaved },
  )
  return {
    name,
    setName,
    nameError: isAsked && wanted === '' ? text.nameMissing : undefined,
    members,
    toggle(memberId) {
      const next = new Set(members)
      if (!next.delete(memberId)) next.add(memberId)
      setMembers(next)
    },
    save,
    submit() {
      setAsked(true)
      if (wanted !== '') void save.run()
    },
  }
}

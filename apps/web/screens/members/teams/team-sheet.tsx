import { useState } from 'react'
import { removeTeam } from '@keyward/keyholder/commands'
import { Button, Checkbox, Dialog, Sheet, TextField } from '@keyward/ui'
import type { Team } from '@keyward/workspace/chain'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { byRole } from '../roles.ts'
import { type TeamForm, useTeamForm } from './use-team-form.ts'

const text = messages.members.teams
const FORM = 'team'

export interface TeamSheetProps {
  /** undefined for a new one. */
  readonly team: Team | undefined
  readonly onClose: () => void
}

/** A team's name and who is in it. */
export function TeamSheet({ team, onClose }: TeamSheetProps) {
  const form = useTeamForm(team, onClose)
  const [isRemoving, setRemoving] = useState(false)
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={team?.name ?? text.addTitle}
      closeLabel={messages.app.close}
      footer={
        <>
          <Button type="submit" form={FORM} tone="primary" isWide isPending={form.save.isPending}>
            {team === undefined ? text.create : text.save}
          </Button>
          {team === undefined ? null : (
            <Button tone="danger" isWide onPress={() => setRemoving(true)}>
              {text.remove}
            </Button>
          )}
        </>
      }
    >
      <Fields form={form} />
      {team === undefined || !isRemoving ? null : (
        <RemoveTeam team={team} onOpenChange={setRemoving} onRemoved={onClose} />
      )}
    </Sheet>
  )
}

function Fields({ form }: { readonly form: TeamForm }) {
  const { workspace } = useMember()
  return (
    <form
      id={FORM}
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <TextField
        label={text.name}
        value={form.name}
        onChange={form.setName}
        maxLength={100}
        error={form.nameError}
      />
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-1.5 text-note font-medium">{text.members}</legend>
        <div className="max-h-72 divide-y divide-line overflow-y-auto rounded-medium border border-line bg-card">
          {[...workspace.members.values()]
            .toSorted(byRole)
            .map(({ memberId, name, role, kind }) => (
              <div key={memberId} className="px-4">
                <Checkbox
                  label={name}
                  description={
                    kind === 'agent' ? messages.members.agent : messages.members.roles[role]
                  }
                  isChecked={form.members.has(memberId)}
                  onChange={() => form.toggle(memberId)}
                />
              </div>
            ))}
        </div>
      </fieldset>
      <p className="text-note text-soft">{text.text}</p>
      <Problem problem={form.save.problem} />
    </form>
  )
}

interface RemoveTeamProps {
  readonly team: Team
  readonly onOpenChange: (isOpen: boolean) => void
  readonly onRemoved: () => void
}

function RemoveTeam({ team: { teamId, name }, onOpenChange, onRemoved }: RemoveTeamProps) {
  const keyholder = useKeyholder()
  const remove = useCommand(() => removeTeam(keyholder, teamId), {
    done: text.removed(name),
    onDone: onRemoved,
  })
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onOpenChange}
      title={text.removeTitle(name)}
      actions={
        <>
          <Button tone="plain" onPress={() => onOpenChange(false)}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isPending={remove.isPending} onPress={() => void remove.run()}>
            {text.remove}
          </Button>
        </>
      }
    >
      <p>{text.removeText}</p>
      <Problem problem={remove.problem} />
    </Dialog>
  )
}

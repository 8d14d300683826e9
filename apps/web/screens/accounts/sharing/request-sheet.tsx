import { useState } from 'react'
import {
  type AccountView,
  type OfferedMember,
  requestShare,
  type SharingView,
} from '@keyward/keyholder/commands'
import { Button, ChoiceList, Sheet, TextArea } from '@keyward/ui'
import type { MemberId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { RoleChoice } from './role-choice.tsx'
import { NOBODY, rolesFor } from './roles.ts'

export interface RequestSheetProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName'>
  readonly sharing: SharingView
  readonly onClose: () => void
}

const FORM = 'request-share'
const LONGEST_NOTE = 500

/** A Manager asks the Owners to share the account with somebody. */
export function RequestSheet({ account, sharing, onClose }: RequestSheetProps) {
  const text = messages.sharing.request
  const desk = useDesk()
  const [chosen, setChosen] = useState<MemberId | null>(null)
  const [wanted, setRole] = useState<AccountRole>('collaborator')
  const [note, setNote] = useState('')
  const person = sharing.offered.find(({ memberId }) => memberId === chosen)
  const whom = { ...NOBODY, memberIds: new Set(chosen === null ? [] : [chosen]) }
  // Whoever holds the key is chosen by an Owner alone.
  const roles = rolesFor(sharing, whom).filter((role) => role !== 'owner')
  const role = roles.find((one) => one === wanted) ?? roles[0]
  const ask = useCommand(
    (memberId: MemberId, as: AccountRole) =>
      requestShare(desk, account.accountId, memberId, as, note.trim() || undefined),
    { done: text.sent, onDone: onClose },
  )
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.title(account.appName)}
      closeLabel={messages.app.close}
      footer={
        <Button
          type="submit"
          form={FORM}
          tone="primary"
          isWide
          isDisabled={person === undefined || role === undefined}
          isPending={ask.isPending}
        >
          {person === undefined ? text.submitNobody : text.submit(person.name)}
        </Button>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (person !== undefined && role !== undefined) void ask.run(person.memberId, role)
        }}
      >
        <p className="text-body text-soft">{text.text}</p>
        <Candidates offered={sharing.offered} {...{ chosen }} onChange={setChosen} />
        {role === undefined ? null : <RoleChoice {...{ roles, role }} onChange={setRole} />}
        <TextArea
          label={text.note}
          description={text.noteText}
          maxLength={LONGEST_NOTE}
          value={note}
          onChange={setNote}
        />
        <Problem problem={ask.problem} />
      </form>
    </Sheet>
  )
}

interface CandidatesProps {
  readonly offered: readonly OfferedMember[]
  readonly chosen: MemberId | null
  readonly onChange: (memberId: MemberId) => void
}

function Candidates({ offered, chosen, onChange }: CandidatesProps) {
  const text = messages.sharing
  if (offered.length === 0) return <p className="text-body text-soft">{text.noneLeft}</p>
  return (
    <ChoiceList
      label={text.who}
      choices={offered.map(({ memberId, name, workspaceRole }) => ({
        value: memberId,
        label: name,
        description: messages.members.roles[workspaceRole],
      }))}
      value={chosen}
      onChange={onChange}
    />
  )
}

import { useState } from 'react'
import { admitMember, revokeInvitation, type WaitingJoin } from '@keyward/keyholder/commands'
import { Badge, Button, List, ListRow, Section } from '@keyward/ui'
import UserRoundPlus from 'lucide-react/icons/user-round-plus'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'
import { CompareNumber } from './compare-number.tsx'

export interface JoinsProps {
  readonly joins: readonly WaitingJoin[]
  readonly onChange: () => void
}

/** Who answered an invitation, and waits to be let in. */
export function Joins({ joins, onChange }: JoinsProps) {
  const text = messages.members.joins
  const keyholder = useKeyholder()
  const [comparing, setComparing] = useState<WaitingJoin>()
  const close = (): void => setComparing(undefined)
  const admit = useCommand(
    async ({ invitationId, joiner }: WaitingJoin, compared?: string) => {
      await admitMember(keyholder, invitationId, compared)
      return joiner.name
    },
    { done: text.admitted, onDone: () => (close(), onChange()) },
  )
  const refuse = useCommand(
    ({ invitationId }: WaitingJoin) => revokeInvitation(keyholder.session, invitationId),
    { done: text.refused, onDone: () => (close(), onChange()) },
  )
  if (joins.length === 0) return null
  return (
    <Section title={text.title}>
      <List isCard label={text.title}>
        {joins.map((join) => (
          <JoinRow
            key={join.invitationId}
            join={join}
            isPending={admit.isPending || refuse.isPending}
            onAdmit={() => void admit.run(join)}
            onCompare={() => setComparing(join)}
            onRefuse={() => void refuse.run(join)}
          />
        ))}
      </List>
      {comparing === undefined ? <Problem problem={admit.problem ?? refuse.problem} /> : null}
      {comparing === undefined ? null : (
        <CompareNumber
          join={comparing}
          isPending={admit.isPending}
          problem={admit.problem}
          onSame={() => void admit.run(comparing, comparing.safetyNumber)}
          onRefuse={() => void refuse.run(comparing)}
          onClose={close}
        />
      )}
    </Section>
  )
}

interface JoinRowProps {
  readonly join: WaitingJoin
  readonly isPending: boolean
  readonly onAdmit: () => void
  readonly onCompare: () => void
  readonly onRefuse: () => void
}

function JoinRow({ join, isPending, onAdmit, onCompare, onRefuse }: JoinRowProps) {
  const text = messages.members.joins
  const { joiner, address, role, check } = join
  const { name } = joiner
  return (
    <ListRow
      icon={<UserRoundPlus />}
      title={name}
      subtitle={
        check === 'refused' ? text.wrongText : text.asks(address, messages.members.roles[role])
      }
      trailing={
        check === 'refused' ? (
          <>
            <Badge tone="error">{text.wrong}</Badge>
            <Button
              tone="danger"
              isDisabled={isPending}
              ariaLabel={text.refuseLabel(name)}
              onPress={onRefuse}
            >
              {text.refuse}
            </Button>
          </>
        ) : (
          <Button
            tone="primary"
            isPending={isPending}
            ariaLabel={check === 'proven' ? text.admitLabel(name) : text.checkLabel(name)}
            onPress={check === 'proven' ? onAdmit : onCompare}
          >
            {check === 'proven' ? text.admit : text.check}
          </Button>
        )
      }
    />
  )
}

import { type OpenInvitation, revokeInvitation } from '@keyward/keyholder/commands'
import { Button, formatTime, List, ListRow, Section } from '@keyward/ui'
import Mail from 'lucide-react/icons/mail'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useNow } from '../../app/use-now.ts'
import { messages } from '../../messages/messages.ts'

export interface OpenInvitationsProps {
  readonly invitations: readonly OpenInvitation[]
  readonly onChange: () => void
}

/** Invitations that nobody has answered. */
export function OpenInvitations({ invitations, onChange }: OpenInvitationsProps) {
  const now = useNow()
  const text = messages.members
  const { session } = useKeyholder()
  const { workspace } = useMember()
  const revoke = useCommand((invitationId: string) => revokeInvitation(session, invitationId), {
    done: text.invitations.revoked,
    onDone: onChange,
    failed: 'toast',
  })
  if (invitations.length === 0) return null
  const inviters = new Map<string, string>(
    [...workspace.members.values()].map(({ memberId, name }) => [memberId, name]),
  )
  return (
    <Section title={text.invitations.title}>
      <List isCard label={text.invitations.title}>
        {invitations.map(({ invitationId, role, createdBy, expiresAt }) => (
          <ListRow
            key={invitationId}
            icon={<Mail />}
            isWrapped
            title={text.invitations.role(text.roles[role])}
            subtitle={text.invitations.by(
              inviters.get(createdBy) ?? createdBy,
              formatTime(expiresAt, { now: now })?.absolute ?? '',
            )}
            trailing={
              <Button
                isDisabled={revoke.isPending}
                ariaLabel={text.invitations.revokeLabel(text.roles[role])}
                onPress={() => void revoke.run(invitationId)}
              >
                {text.invitations.revoke}
              </Button>
            }
          />
        ))}
      </List>
    </Section>
  )
}

import { useState } from 'react'
import { changeRole } from '@keyward/keyholder/commands'
import type { Member } from '@keyward/workspace/chain'
import { type Action, may, REFUSALS, type WorkspaceRole } from '@keyward/workspace/rules'
import { Button, Card, Dialog, PropertyRow, Section, Select } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { GIVEN_ROLES } from './roles.ts'

const text = messages.members
const CHANGE = 'member.change-role' satisfies Action

export interface RoleOfProps {
  readonly member: Member
  readonly isSelf: boolean
}

/** The role of a member: to be changed by who may, with the reason for who may not. */
export function RoleOf({ member, isSelf }: RoleOfProps) {
  const self = useMember()
  const decide = (newRole: WorkspaceRole) =>
    may(self, CHANGE, { target: member, self: isSelf, newRole })
  const given = GIVEN_ROLES.filter((role) => decide(role).allowed)
  const refused = GIVEN_ROLES.map(decide).find((decision) => !decision.allowed)
  if (given.length === 0)
    return (
      <Section title={text.member.role}>
        <Card isList>
          <PropertyRow label={text.member.role} value={text.roles[member.role]} />
        </Card>
        {refused === undefined || refused.allowed ? null : (
          <p className="text-note text-soft">{REFUSALS[refused.rule]}</p>
        )}
      </Section>
    )
  return <ChangeRole member={member} given={given} />
}

interface ChangeRoleProps {
  readonly member: Member
  readonly given: readonly WorkspaceRole[]
}

function ChangeRole({ member: { memberId, name, role }, given }: ChangeRoleProps) {
  const keyholder = useKeyholder()
  const [wanted, setWanted] = useState<WorkspaceRole>()
  const close = (): void => setWanted(undefined)
  const change = useCommand(
    async (newRole: WorkspaceRole) => {
      await changeRole(keyholder, memberId, newRole)
      return newRole
    },
    { done: (newRole) => text.member.changed(name, text.roles[newRole]), onDone: close },
  )
  return (
    <Section title={text.member.role}>
      <Select
        isLabelHidden
        label={text.member.changeRole(name)}
        placeholder={text.member.role}
        choices={[...new Set([role, ...given])].map((value) => ({
          value,
          label: text.roles[value],
          description: text.roleTexts[value],
        }))}
        value={role}
        onChange={(value) => (value === role ? undefined : setWanted(value))}
      />
      {wanted === undefined ? null : (
        <Dialog
          isAlert
          isOpen
          onOpenChange={() => change.isPending || close()}
          title={text.member.confirmTitle(name, text.roles[wanted])}
          actions={
            <>
              <Button tone="plain" isDisabled={change.isPending} onPress={close}>
                {messages.app.cancel}
              </Button>
              <Button
                tone="primary"
                isPending={change.isPending}
                pendingLabel={text.member.changePending}
                onPress={() => void change.run(wanted)}
              >
                {text.member.confirm}
              </Button>
            </>
          }
        >
          <p>
            {wanted === 'login-only' || wanted === 'guest'
              ? text.member.loses
              : text.roleTexts[wanted]}
          </p>
          <Problem problem={change.problem} />
        </Dialog>
      )}
    </Section>
  )
}

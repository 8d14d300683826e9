import { useMember } from '../../app/use-member.ts'
import { GIVEN_ROLES } from './roles.ts'

/** Whether the member may invite anybody at all, and so may see who is on the way in. */
export function useMayInvite(): boolean {
  const { may } = useMember()
  return GIVEN_ROLES.some((role) => may('member.invite', { newcomer: { kind: 'person', role } }))
}

import { useMemo } from 'react'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'

/** Names people by what accounts and the activity know of them. */
export interface People {
  readonly ofMember: (memberId: string) => string
  readonly ofDevice: (deviceId: string) => string
}

export function usePeople(): People {
  const { workspace, memberId: me } = useMember()
  return useMemo(() => {
    const names = new Map<string, string>()
    for (const [id, { name }] of workspace.formerMembers) names.set(id, name)
    for (const [id, { name }] of workspace.members) names.set(id, name)
    names.set(me, messages.accounts.people.me)
    const owners = new Map<string, string>()
    for (const [id, { memberId }] of workspace.devices) owners.set(id, memberId)
    const ofMember = (memberId: string): string =>
      names.get(memberId) ?? messages.accounts.people.former
    return {
      ofMember,
      ofDevice: (deviceId) => {
        const memberId = owners.get(deviceId)
        return memberId === undefined ? messages.accounts.history.someone : ofMember(memberId)
      },
    }
  }, [workspace, me])
}

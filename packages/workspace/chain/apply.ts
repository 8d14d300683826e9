import { WorkspaceError } from '../error.ts'
import { applyDeviceAdded, applyDeviceRemoved } from './apply-devices.ts'
import {
  applyKeysChanged,
  applyMemberJoined,
  applyMemberRemoved,
  applyRoleChanged,
} from './apply-members.ts'
import { applyTeamChanged, applyTeamCreated, applyTeamRemoved } from './apply-teams.ts'
import { applyHandedOver, applyPolicySet, applyWorkspaceRenamed } from './apply-workspace.ts'
import type { EntryBody } from './entry.ts'
import type { Draft, Member } from './state.ts'

/**
 * Does what an entry says, once its place and its author are known to be right.
 *
 * @throws {WorkspaceError} the rule by which the author may not, or by which it can't be done
 */
export function applyBody(draft: Draft, author: Member, body: EntryBody): void {
  switch (body.kind) {
    case 'workspace-created':
      throw new WorkspaceError('chain.genesis', 'A workspace is created once.')
    case 'member-joined':
      return applyMemberJoined(draft, author, body)
    case 'role-changed':
      return applyRoleChanged(draft, author, body)
    case 'member-removed':
      return applyMemberRemoved(draft, author, body)
    case 'keys-changed':
      return applyKeysChanged(draft, author, body)
    case 'device-added':
      return applyDeviceAdded(draft, author, body)
    case 'device-removed':
      return applyDeviceRemoved(draft, author, body)
    case 'team-created':
      return applyTeamCreated(draft, author, body)
    case 'team-changed':
      return applyTeamChanged(draft, author, body)
    case 'team-removed':
      return applyTeamRemoved(draft, author, body)
    case 'policy-set':
      return applyPolicySet(draft, author, body)
    case 'workspace-renamed':
      return applyWorkspaceRenamed(draft, author, body)
    case 'ownership-handed-over':
      return applyHandedOver(draft, author, body)
  }
}

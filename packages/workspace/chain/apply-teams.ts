import { WorkspaceError } from '../error.ts'
import { memberOf } from './apply-members.ts'
import { MAX_TEAM_MEMBERS, type TeamChanged, type TeamCreated, type TeamRemoved } from './entry.ts'
import type { MemberId, TeamId } from './ids.ts'
import { requireMay } from './require.ts'
import type { Draft, Member, Team } from './state.ts'

export function applyTeamCreated(draft: Draft, author: Member, body: TeamCreated): void {
  requireMay(author, 'team.change', {})
  const { teamId, name } = body
  if (draft.teams.has(teamId) || draft.formerTeams.has(teamId)) {
    throw new WorkspaceError('team.id-reused', "A team's id is never given again.")
  }
  const members = new Set<MemberId>()
  addAll(draft, members, body.members)
  draft.teams.set(teamId, { teamId, name, members })
}

export function applyTeamChanged(draft: Draft, author: Member, body: TeamChanged): void {
  requireMay(author, 'team.change', {})
  const team = teamOf(draft, body.teamId)
  const members = new Set(team.members)
  for (const memberId of body.removed) {
    if (!members.delete(memberId)) throw twice('Only members of the team can leave it, and once.')
  }
  addAll(draft, members, body.added)
  draft.teams.set(team.teamId, { ...team, name: body.name ?? team.name, members })
}

export function applyTeamRemoved(draft: Draft, author: Member, body: TeamRemoved): void {
  requireMay(author, 'team.change', {})
  const team = teamOf(draft, body.teamId)
  draft.teams.delete(team.teamId)
  draft.formerTeams.add(team.teamId)
}

function addAll(draft: Draft, members: Set<MemberId>, added: readonly MemberId[]): void {
  for (const memberId of added) {
    if (members.has(memberId)) throw twice('A member is in a team once.')
    members.add(memberOf(draft, memberId).memberId)
  }
  if (members.size > MAX_TEAM_MEMBERS) {
    throw new WorkspaceError('team.too-large', `A team has at most ${MAX_TEAM_MEMBERS} members.`)
  }
}

function teamOf(draft: Draft, teamId: TeamId): Team {
  const team = draft.teams.get(teamId)
  if (team === undefined) {
    throw new WorkspaceError('team.unknown', 'The workspace has no such team.')
  }
  return team
}

function twice(message: string): WorkspaceError {
  return new WorkspaceError('team.members', message)
}

import { equalBytes } from '@keyward/codec'
import {
  appendEntry,
  type DeviceId,
  foldChain,
  hashEntry,
  type MemberId,
  type SignedEntry,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import type { Actor, WorkspaceRole } from '@keyward/workspace/rules'

/** From which entry on a member had a role. */
interface RoleStep {
  readonly from: number
  readonly role: WorkspaceRole
}

/** What a workspace's chain says: now, and as far as it is needed at each of its entries. */
export interface Standing {
  readonly state: WorkspaceState
  /** The hash of each entry. */
  readonly hashes: readonly Uint8Array[]
  readonly roles: ReadonlyMap<string, readonly RoleStep[]>
}

/** The standing after a whole chain. @throws {WorkspaceError} as `foldChain` */
export function standingOf(entries: readonly SignedEntry[]): Standing {
  const state = foldChain(entries)
  const hashes: Uint8Array[] = []
  const roles = new Map<string, readonly RoleStep[]>()
  for (const entry of entries) {
    hashes.push(hashEntry(entry))
    stepRoles(roles, entry)
  }
  return { state, hashes, roles }
}

/** The standing after one more entry; the one given stays as it was. @throws {WorkspaceError} as `appendEntry` */
export function advance(standing: Standing, entry: SignedEntry): Standing {
  const state = appendEntry(standing.state, entry)
  const roles = new Map(standing.roles)
  stepRoles(roles, entry)
  return { state, hashes: [...standing.hashes, state.head.hash], roles }
}

function stepRoles(roles: Map<string, readonly RoleStep[]>, entry: SignedEntry): void {
  const from = entry.sequence
  const step = (memberId: string, role: WorkspaceRole): void => {
    roles.set(memberId, [...(roles.get(memberId) ?? []), { from, role }])
  }
  const { body } = entry
  if (body.kind === 'workspace-created') step(entry.author, 'owner')
  if (body.kind === 'member-joined' || body.kind === 'role-changed') step(body.memberId, body.role)
  if (body.kind === 'ownership-handed-over') {
    step(entry.author, 'super-admin')
    step(body.memberId, 'owner')
  }
}

/** Whether the chain has this entry. */
export function hasEntry(standing: Standing, sequence: number, hash: Uint8Array): boolean {
  const found = standing.hashes[sequence]
  return found !== undefined && equalBytes(found, hash)
}

/** Who the member was after this entry; undefined when it was none. */
export function actorAt(standing: Standing, memberId: string, sequence: number): Actor | undefined {
  const { members, formerMembers } = standing.state
  const former = formerMembers.get(memberId as MemberId)
  const member = former ?? members.get(memberId as MemberId)
  if (member === undefined) return undefined
  if (former !== undefined && former.removedAt <= sequence) return undefined
  const step = standing.roles.get(memberId)?.findLast(({ from }) => from <= sequence)
  return step === undefined ? undefined : { kind: member.kind, role: step.role }
}

/** The key by which the member's device signed after this entry; undefined when it did not. */
export function deviceKeyAt(
  standing: Standing,
  memberId: string,
  deviceId: string,
  sequence: number,
): Uint8Array | undefined {
  const device = standing.state.devices.get(deviceId as DeviceId)
  if (device === undefined || device.memberId !== memberId) return undefined
  const isGone = device.removedAt !== null && device.removedAt <= sequence
  return device.addedAt <= sequence && !isGone ? device.signing : undefined
}

/** Who the member is now; undefined when it waits, or was removed. */
export function actorNow(standing: Standing, memberId: string): Actor | undefined {
  return standing.state.members.get(memberId as MemberId)
}

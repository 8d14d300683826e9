import { randomFillSync } from 'node:crypto'
import type { Member, MemberId, WorkspaceState } from '@keyward/workspace/chain'
import { DEFAULT_POLICIES, type Policies, type WorkspaceRole } from '@keyward/workspace/rules'
import { type MemoryVault, memoryVault } from '../../cases/memory-vault.ts'
import type { Identity } from '../../session.ts'
import type { Desk } from '../desk.ts'

const idOf = (text: string): string => Buffer.from(text.padEnd(16, '.')).toString('base64url')

/** The ids of the members at the test desk: the one who sits there, and one of each other role. */
const ME = idOf('me') as MemberId
export const OTHER = idOf('other') as MemberId
export const GUEST = idOf('guest') as MemberId

export interface TestDesk extends Desk {
  readonly vault: MemoryVault
  /** Usernames that the server answers are taken: by how often it was asked. */
  readonly reserved: string[]
}

/** A desk over a vault in memory. */
export function testDesk(
  parts: {
    readonly role?: WorkspaceRole
    readonly policies?: Partial<Policies>
    /** What the server says to a reservation; undefined when it can't be reached. */
    readonly isFree?: boolean | undefined
  } = {},
): TestDesk {
  const vault = memoryVault()
  const reserved: string[] = []
  let now = 1_795_000_000_000
  const members = new Map(
    [
      memberOf(ME, 'Me', parts.role ?? 'user'),
      memberOf(OTHER, 'Other', 'user'),
      memberOf(GUEST, 'Guest', 'guest'),
    ].map((member) => [member.memberId, member]),
  )
  return {
    platform: {
      random: (length) => randomFillSync(new Uint8Array(length)),
      clock: () => (now += 1000),
    },
    identity: {
      workspaceId: idOf('workspace'),
      memberId: ME,
      deviceId: idOf('device'),
    } as unknown as Identity,
    vault: {
      ...vault,
      // One claim for each username, as the real one makes of it with the index key.
      claimsOf: async () => ({ indexEpoch: 1, claims: [new Uint8Array(32)] }),
    },
    workspace: {
      members,
      policies: { ...DEFAULT_POLICIES, ...parts.policies },
    } as unknown as WorkspaceState,
    reserved,
    async reserve(accountId) {
      reserved.push(accountId)
      return 'isFree' in parts ? parts.isFree : true
    },
  }
}

function memberOf(memberId: MemberId, name: string, role: WorkspaceRole): Member {
  return { memberId, name, role, kind: 'person' } as unknown as Member
}

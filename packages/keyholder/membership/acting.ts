import type { Aead, AeadKey } from '@keyward/primitives/aead'
import type { IdentityKey } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import type { RouteAnswer } from '@keyward/protocol/routes'
import type { DeviceId, MemberId, WorkspaceId } from '@keyward/workspace/chain'
import type { CallName, CallOptions, Remote } from '../remote/port.ts'
import type { ReplicaStore } from '../replica/port.ts'
import type { Membership } from './membership.ts'

/** What of an unlocked member signs and seals here. */
export interface ActingMember {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly deviceId: DeviceId
  /** Signs as this device. */
  readonly deviceKey: IdentityKey
  /** Seals what only this device keeps. */
  readonly replicaKey: AeadKey
}

/** Calls with the session's token in them. */
export type SessionCall = <N extends CallName>(
  name: N,
  options?: Omit<CallOptions<N>, 'token'>,
) => Promise<RouteAnswer<N>>

/** Who does something in a workspace, and by what means. An unlocked `Session` is one. */
export interface Acting {
  readonly platform: {
    readonly aead: Aead
    readonly random: Random
    /** UTC milliseconds. */
    readonly clock: () => number
  }
  readonly replica: ReplicaStore
  /** @throws {KeyholderError} `session.locked` */
  unlocked(): ActingMember
  /** @throws {KeyholderError} `session.locked` */
  membership(): Membership
  readonly call: SessionCall
  /** The server, for where it is. */
  remote(): Promise<Pick<Remote, 'origin'>>
}

import type { RouteAnswer } from '@keyward/protocol/routes'
import type { Acting } from '../membership/acting.ts'
import type { Membership } from '../membership/membership.ts'
import type { Platform } from '../platform.ts'
import type { CallName, CallOptions, Remote } from '../remote/port.ts'
import type { ReplicaStore } from '../replica/port.ts'
import type { SessionEvent, SessionState } from './events.ts'
import type { Check } from './unlock/check.ts'
import type { Unlock } from './unlock/unlock.ts'
import type { ShownKit } from './shown-kit.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import type { DeviceId, MemberId } from '@keyward/workspace/chain'
import type { CodeApproval, DigitsApproval } from './approval/approve.ts'
import type { ApprovalSeeker, SeekUnlock } from './approval/seek.ts'
import type { InvitationGiven, ViewedInvitation } from './sign-up/invitation.ts'
import type { NewJoin } from './sign-up/join-workspace.ts'
import type { NewWorkspace } from './sign-up/create-workspace.ts'
import type { Unlocked } from './unlocked.ts'

/**
 * One member on one device: the only way to what its replica keeps. It locks by itself when nobody
 * has used it for as long as the workspace's policy says.
 */
export interface Session extends Acting {
  readonly platform: Platform
  readonly replica: ReplicaStore
  readonly state: SessionState
  /** Told of every change. Returns the way to stop. */
  watch(listener: (event: SessionEvent) => void): () => void
  /** Told when the vault locks, for whatever reason. Returns the way to stop. */
  watchLock(listener: () => void): () => void
  /** The keys. Not to be kept over an `await` that may take long. @throws {KeyholderError} `session.locked` */
  unlocked(): Unlocked
  /** @throws {KeyholderError} `session.locked` */
  membership(): Membership
  /** The server, without the session's token. @throws {KeyholderError} `session.none`, `replica.*` */
  remote(): Promise<Remote>
  /** The session's token, for `Remote.follow`. @throws {KeyholderError} `session.locked`, `session.ended` */
  token(): string
  /** A call with the token. @throws {KeyholderError} as `Remote.call`, `session.*` */
  call<N extends CallName>(
    name: N,
    options?: Omit<CallOptions<N>, 'token'>,
  ): Promise<RouteAnswer<N>>
  /** The person did something: the time to the lock starts again. */
  touch(): void

  /** As `createWorkspace` in `sign-up`; so are all below in the file of their name. */
  createWorkspace(given: NewWorkspace): Promise<ShownKit>
  /** What an invitation leads to, before anything is made for it. */
  viewInvitation(given: InvitationGiven): Promise<ViewedInvitation>
  joinWorkspace(given: NewJoin): Promise<ShownKit>
  /**
   * What this member compares with another one, on the other's device: for who joined without the
   * invitation's secret. @throws {KeyholderError} `membership.unknown-member`, `session.locked`
   */
  safetyNumberWith(other: {
    readonly memberId: MemberId
    readonly deviceId: DeviceId
  }): Promise<string>
  /** Whether the member is one by now; told as `admitted` when that is new. */
  checkAdmission(): Promise<boolean>
  signIn(given: SignIn): Promise<void>
  unlock(given: Unlock): Promise<void>
  /** Whether the member is in front of this device, which is unlocked and stays so: see `check.ts`. */
  checkMember(given: Check): Promise<void>
  /** Drops all keys, here and in every tab and process on this replica. */
  lock(): Promise<void>
  /** Ends the session with the server and erases the replica. */
  signOut(): Promise<void>

  /** New keys for this passphrase, the present one or another, and a new kit. */
  renewKeys(given: { readonly passphrase: string }): Promise<ShownKit>
  /** Takes out another of the member's own devices, and renews the keys. */
  removeOwnDevice(given: {
    readonly deviceId: DeviceId
    readonly passphrase: string
  }): Promise<ShownKit>
  /** A passkey for Keyward itself. Gives the method's id. */
  addPasskey(given: { readonly name: string }): Promise<string>
  /** Takes out a passkey of Keyward's own, and renews the keys: others have to be added again. */
  removePasskey(given: {
    readonly methodId: string
    readonly passphrase: string
  }): Promise<ShownKit>
  /** Unlocking by the device's biometrics. */
  turnOnBiometrics(): Promise<void>
  turnOffBiometrics(): Promise<void>

  /** Approves a new device by a code that it scans. */
  approveByCode(): Promise<CodeApproval>
  /** Approves a new device by six digits. */
  approveByDigits(stop?: AbortSignal): Promise<DigitsApproval>
  /** Signs in on a new device, for another one to approve it. */
  seekApproval(given: SignIn): Promise<ApprovalSeeker>
  /** Signs in on this device, which is locked, for another one to unlock it. */
  seekUnlock(given: SeekUnlock): Promise<ApprovalSeeker>

  /** Ends nothing, and stops listening; keys are dropped. */
  close(): void
}

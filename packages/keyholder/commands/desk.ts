import type { WorkspaceState } from '@keyward/workspace/chain'
import {
  type Action,
  type Actor,
  may,
  REFUSALS,
  type Refusal as WorkspaceRefusal,
  type Subjects,
} from '@keyward/workspace/rules'
import type { Edit } from '../accounts.ts'
import { KeyholderError } from '../error.ts'
import type { Platform } from '../platform.ts'
import type { Identity } from '../session/unlocked.ts'
import type { Vault } from '../vault/vault.ts'

/** What commands over accounts work with: an unlocked keyholder is one. */
export interface Desk {
  readonly platform: Pick<Platform, 'clock' | 'random'>
  readonly identity: Identity
  readonly vault: Vault
  /** The workspace as this device believes it. */
  readonly workspace: WorkspaceState
  /**
   * Takes usernames for an account at the server: false when another account has one of them,
   * undefined when the server can't be asked.
   */
  readonly reserve: (
    accountId: string,
    claims: { readonly indexEpoch: number; readonly claims: readonly Uint8Array[] },
  ) => Promise<boolean | undefined>
}

/** Who is at the desk, as rules see it. @throws {KeyholderError} `session.not-admitted` */
export function actorOf({ workspace, identity }: Pick<Desk, 'workspace' | 'identity'>): Actor {
  const member = workspace.members.get(identity.memberId)
  if (member === undefined)
    throw new KeyholderError(
      'session.not-admitted',
      'You wait to be admitted to the workspace by one of its administrators.',
    )
  return member
}

/** @throws {KeyholderError} `forbidden` with the rule, `session.not-admitted` */
export function requireAllowed<A extends Action>(
  desk: Pick<Desk, 'workspace' | 'identity'>,
  action: A,
  subject: Subjects[A],
): void {
  const decision = may(actorOf(desk), action, subject)
  if (!decision.allowed) throw forbidden(decision.rule)
}

function forbidden(refusal: WorkspaceRefusal): KeyholderError {
  return new KeyholderError('forbidden', REFUSALS[refusal], { refusal })
}

/** The stamp of an edit made at this desk now. */
export function editAt({ platform, identity }: Pick<Desk, 'platform' | 'identity'>): Edit {
  return { at: platform.clock(), by: identity.deviceId }
}

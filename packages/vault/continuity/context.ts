import type { WrapContext } from '../keyset/wrap-context.ts'

/** Which of an account's keys: whoever becomes its Owner needs both. */
export type ContinuityKeyKind = 'profile-key' | 'secrets-key'

/** Which key of which account is sealed, and to which continuity keyset. Bound into both forms. */
export interface ContinuityContext {
  readonly kind: ContinuityKeyKind
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly accountId: string
  /** The epoch of the account's key, from 1. */
  readonly keyEpoch: number
  /**
   * The epoch of the workspace's continuity keyset, from 1. When a Super Admin leaves, a new keyset
   * takes the next one, and the keys are sealed to it again by their accounts' owners.
   */
  readonly continuityEpoch: number
}

/**
 * The context in which `wrapKeyset` wraps the continuity keyset to the workspace's Owner or to a
 * Super Admin, whose own keyset is named here.
 */
export function continuityKeysetContext(
  workspaceId: string,
  continuityEpoch: number,
  recipient: { readonly memberId: string; readonly keysetEpoch: number },
): WrapContext {
  return {
    kind: 'continuity-keyset',
    workspaceId,
    objectId: workspaceId,
    keyEpoch: continuityEpoch,
    recipientId: recipient.memberId,
    recipientEpoch: recipient.keysetEpoch,
  }
}

/** The continuity keyset is the workspace's, so the workspace is the recipient. */
export function shareContext(context: ContinuityContext): WrapContext {
  return {
    kind: context.kind,
    workspaceId: context.workspaceId,
    objectId: context.accountId,
    keyEpoch: context.keyEpoch,
    recipientId: context.workspaceId,
    recipientEpoch: context.continuityEpoch,
  }
}

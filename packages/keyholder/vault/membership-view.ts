import { sha256 } from '@keyward/primitives/hash'
import { type DeviceId, parseEntry, type WorkspaceState } from '@keyward/workspace/chain'

/**
 * What vault and sharing have to know of the membership chain, as this device believes it. It moves
 * on when entries are adopted; sequences are the chain's own and count from 0.
 */
export interface MembershipView {
  /** The folded chain. */
  readonly state: WorkspaceState
  /** `hashEntry` of the entry with this sequence, 32 bytes; undefined when there is none yet. */
  hashAt(sequence: number): Uint8Array | undefined
  /**
   * The signing key of the member's device, 32 bytes, when that device signed for the member after
   * the entry with this sequence; undefined otherwise.
   */
  authorAt(memberId: string, deviceId: string, sequence: number): Uint8Array | undefined
}

/** The view once these received entries count, before they are stored. */
export function viewAfter(
  before: MembershipView,
  state: WorkspaceState,
  entries: readonly Uint8Array[],
): MembershipView {
  const hashes = new Map<number, Uint8Array>()
  // Checked when they were folded: only those of the state's own chain are asked for.
  for (const entry of entries) hashes.set(parseEntry(entry).sequence, sha256(entry))
  return {
    state,
    hashAt: (sequence) => before.hashAt(sequence) ?? hashes.get(sequence),
    authorAt(memberId, deviceId, sequence) {
      const device = state.devices.get(deviceId as DeviceId)
      if (device?.memberId !== memberId || device.addedAt > sequence) return undefined
      const isGone = device.removedAt !== null && device.removedAt <= sequence
      return isGone ? undefined : device.signing
    },
  }
}

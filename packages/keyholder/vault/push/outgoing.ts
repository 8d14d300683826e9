import type { AccountPush } from '@keyward/protocol'
import type { Examined } from '../intake/examined.ts'

/** A push of one account on its way to the server. */
export interface Outgoing {
  readonly accountId: string
  readonly push: AccountPush
  /** About how long it is as text. */
  readonly size: number
  /** What is known once the server has taken it; `undefined` when only claims were sent. */
  readonly made: Examined
  /** The pending record that it was made of. */
  readonly pendingRow: Uint8Array | undefined
}

/** About how long a push is as text. */
export function sizeOf({ lists, profile, secrets }: AccountPush): number {
  const listSizes = lists.map(({ list, wrapped }) => list.length + wrapped.length * 3500)
  return (
    500 + (profile?.length ?? 0) + (secrets?.length ?? 0) + listSizes.reduce((a, b) => a + b, 0)
  )
}

import type { SealedKeyset } from '@keyward/protocol'
import { chainRows } from '../../membership/stored.ts'
import type { Folded } from '../../membership/snapshot.ts'
import type { Change } from '../../replica/port.ts'
import { type Core, sealingOf } from '../core.ts'
import { deviceKeysRow } from '../state/device-keys.ts'
import { keysetsRow } from '../state/keysets.ts'
import type { Unlocked } from '../unlocked.ts'

/** What a new device stores beside its state and its session: keys, and the chain that it believes. */
export async function firstRows(
  core: Core,
  keys: Unlocked,
  keysets: readonly SealedKeyset[],
  chain: { readonly entries: readonly Uint8Array[]; readonly folded: Folded },
): Promise<readonly Change[]> {
  const sealing = sealingOf(core)
  return [
    await deviceKeysRow(sealing, keys),
    keysetsRow(keysets),
    ...(await chainRows({ ...sealing, ...keys }, chain.entries, chain.folded)),
  ]
}

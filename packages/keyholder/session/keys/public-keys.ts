import { publicPartOf } from '@keyward/vault/keyset'
import type { Device, MemberKeys } from '@keyward/workspace/chain'
import type { Unlocked } from '../unlocked.ts'

/** The public part of the member's newest keyset, as the chain names it. */
export async function publicKeysOf(keys: Unlocked): Promise<MemberKeys> {
  const keyset = keys.keysets.get(keys.keysetEpoch)
  if (keyset === undefined) throw new TypeError('A member has the keyset of its newest epoch.')
  return { epoch: keys.keysetEpoch, ...(await publicPartOf(keyset)) }
}

/** This device, as the chain names it. */
export function deviceOf(keys: Unlocked, name: string): Device {
  return { deviceId: keys.deviceId, name, signing: keys.deviceKey.publicKey }
}

import { type EnvelopeContext, encodeWrite, NO_PREVIOUS, sealWrite } from '@keyward/vault/envelope'
import type { Compartment } from '../account/load.ts'
import { sealingOf, type VaultPorts } from '../context.ts'
import type { ExaminedWrite } from '../intake/examined.ts'
import type { MembershipView } from '../membership-view.ts'
import type { KnownWrite } from '../rows/known.ts'
import type { EpochKey } from '../rows/opened-keys.ts'
import { headOf } from './next-list.ts'

/** Seals the next version of a compartment as this device. */
export async function sealNext<T>(
  ports: VaultPorts,
  view: MembershipView,
  next: {
    readonly accountId: string
    readonly compartment: Compartment
    readonly known: KnownWrite | undefined
    readonly key: EpochKey
    readonly latest: { readonly profile: number; readonly secrets: number }
    readonly bytes: Uint8Array
    readonly content: T
  },
): Promise<ExaminedWrite<T>> {
  const { workspaceId, memberId, deviceId, deviceKey } = ports.unlocked()
  const context: EnvelopeContext = {
    kind: next.compartment,
    formatVersion: 1,
    workspaceId,
    objectId: next.accountId,
    keyEpoch: next.key.epoch,
    version: (next.known?.version ?? 0) + 1,
    prevHash: next.known?.hash ?? NO_PREVIOUS,
  }
  const write = await sealWrite(sealingOf(ports), next.key.key, {
    context,
    content: next.bytes,
    author: { memberId, deviceId, key: deviceKey },
    head: headOf(view),
    latest: next.latest,
  })
  return {
    bytes: encodeWrite(write),
    write: { version: context.version, hash: write.hash, author: deviceKey.publicKey },
    content: next.content,
  }
}

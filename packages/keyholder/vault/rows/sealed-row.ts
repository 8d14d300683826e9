import { openLocal, sealLocal } from '@keyward/vault/local'
import type { Collection } from '../../replica.ts'
import { sealingOf, type VaultPorts } from '../context.ts'

type Ports = Pick<VaultPorts, 'platform' | 'unlocked'>

/** Seals a row with this device's replica key, bound to its place. */
export function sealRow(
  ports: Ports,
  collection: Collection,
  key: string,
  content: Uint8Array,
): Promise<Uint8Array> {
  const { workspaceId, memberId, replicaKey } = ports.unlocked()
  const place = { workspaceId, memberId, collection, key }
  return sealLocal(sealingOf(ports), replicaKey, place, content)
}

/** Opens what `sealRow` made for this place. @throws {VaultError} `sealed.refused`, `sealed.malformed` */
export function openRow(
  ports: Ports,
  collection: Collection,
  key: string,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const { workspaceId, memberId, replicaKey } = ports.unlocked()
  const place = { workspaceId, memberId, collection, key }
  return openLocal(ports.platform.aead, replicaKey, place, sealed)
}

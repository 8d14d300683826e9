import {
  exportProofKey,
  importProofKey,
  makeProofKey,
  type ProofKey,
} from '../../remote/proof-key.ts'
import type { Change, ReplicaStore } from '../../replica/port.ts'
import { encodeMeta, readMeta } from './map.ts'

/**
 * Where the device's proof key lies. It has to be at hand before anything is unlocked, and opens
 * nothing: without a session's token, which is sealed, it is of no use to who takes it.
 */
export interface ProofKeyStore {
  /** undefined while there is none. */
  load(): Promise<ProofKey | undefined>
  /** Makes a new key, and gives the rows with which it becomes durable, if it lies in the replica. */
  make(): Promise<{ readonly key: ProofKey; readonly rows: readonly Change[] }>
}

const DEVICE = 'device'

/** The key as bytes in the replica, for platforms that can keep no key of their own. */
export function proofKeysIn(replica: ReplicaStore): ProofKeyStore {
  return {
    async load() {
      const bytes = await replica.get('meta', DEVICE)
      if (bytes === undefined) return undefined
      const row = readMeta(bytes)
      return importProofKey({ pkcs8: row.bytes('pkcs8'), spki: row.bytes('spki') })
    },
    async make() {
      const key = await makeProofKey({ extractable: true })
      const value = encodeMeta(await exportProofKey(key))
      return { key, rows: [{ collection: 'meta', key: DEVICE, value }] }
    },
  }
}

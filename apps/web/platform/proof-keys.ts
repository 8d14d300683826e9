import { makeProofKey, type ProofKey } from '@keyward/keyholder/remote'
import type { ProofKeyStore } from '@keyward/keyholder/session'
import type { KeyStore } from './key-store.ts'

const NAME = 'proof'

/** Proof keys that can't be exported, kept beside the replica. Each new device takes a new one. */
export function proofKeys(keys: KeyStore): ProofKeyStore {
  return {
    load: () => keys.get<ProofKey>(NAME),
    async make() {
      const key = await makeProofKey({ extractable: false })
      await keys.put(NAME, key)
      return { key, rows: [] }
    },
  }
}

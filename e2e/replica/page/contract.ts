import { deleteDB } from 'idb'
import { replicaContract } from '@keyward/keyholder/cases/replica-contract'
import { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'
import { runAll } from './vitest.ts'

replicaContract('with the locks of the browser,', () => {
  const name = crypto.randomUUID()
  return { open: () => indexedDbReplica(name), remove: () => deleteDB(name) }
})

replicaContract('without locks,', () => {
  const name = crypto.randomUUID()
  const ports = { locks: null, leaseMilliseconds: 300 }
  return { open: () => indexedDbReplica(name, ports), remove: () => deleteDB(name) }
})

/** What the suite needs of it: bytes of a subclass, whose slices share memory. */
class Buffer extends Uint8Array {}

Object.assign(globalThis, { runAll, Buffer })

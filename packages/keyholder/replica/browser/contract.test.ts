import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { deleteDB } from 'idb'
import { replicaContract } from '../cases/contract.ts'
import { indexedDbReplica } from './open.ts'

replicaContract('The replica in IndexedDB, with the locks of the browser,', () => {
  const name = randomUUID()
  return { open: () => indexedDbReplica(name), remove: () => deleteDB(name) }
})

replicaContract('The replica in IndexedDB, without locks,', () => {
  const name = randomUUID()
  const ports = { locks: null, leaseMilliseconds: 300 }
  return { open: () => indexedDbReplica(name, ports), remove: () => deleteDB(name) }
})

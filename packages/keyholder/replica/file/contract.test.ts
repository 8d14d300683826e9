import { replicaContract } from '../cases/contract.ts'
import { temporaryFolder } from '../cases/temporary-folder.ts'
import { fileReplica } from './open.ts'

replicaContract('The replica in a file', () => {
  const folder = temporaryFolder()
  const times = { pollMilliseconds: 10, leaseMilliseconds: 300 }
  return { open: () => fileReplica(folder.file('replica.db'), times), remove: folder.remove }
})

import { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'

/** What a test drives in a tab: the replica as every page of the origin would open it. */
Object.assign(globalThis, { indexedDbReplica })

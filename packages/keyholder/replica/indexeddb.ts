export { indexedDbReplica } from './browser/open.ts'
export { type BrowserPorts, type Channel, type Locks } from './browser/ports.ts'

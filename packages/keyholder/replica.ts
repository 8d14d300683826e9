export { ReplicaError, type ReplicaRule } from './replica/error.ts'
export { type MemoryReplica, memoryReplica } from './replica/memory/memory.ts'
export {
  type Change,
  type Collection,
  type Expectation,
  type ReplicaEvent,
  type ReplicaStore,
  type Row,
} from './replica/port.ts'

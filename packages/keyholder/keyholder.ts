export {
  type Keyholder,
  type KeyholderPorts,
  type OpenDesk,
  openKeyholder,
} from './commands/keyholder.ts'
export type { Synchronised, SyncState } from './commands/synchronise.ts'

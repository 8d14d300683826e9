export {
  type Keyholder,
  type KeyholderPorts,
  loadAhead,
  type OpenDesk,
  openKeyholder,
} from './commands/keyholder.ts'
export type { Synchronised, SyncState } from './commands/synchronise.ts'

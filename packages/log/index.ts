export { type DeviceReport, headOf, nextEntry, type ServerReport } from './append.ts'
export { CSV_HEADER, toCsvRow } from './csv.ts'
export {
  type ActivityEntry,
  type DeviceEntry,
  encodeActivity,
  hashActivity,
  MAX_ACTIVITY_BYTES,
  parseActivity,
  type ServerEntry,
} from './entry.ts'
export { LogError, type LogRule } from './error.ts'
export {
  ACTIVITY_EVENTS,
  type ActivityEvent,
  type ActivitySubjects,
  accountIdOf,
  type DeviceEvent,
  type Happening,
  isActivityEvent,
  type Reporter,
  reporterOf,
  sentenceOf,
  type ServerEvent,
} from './events.ts'
export { type ActivityHead, compareHeads, genesisHead, type HeadComparison } from './head.ts'
export { parseJsonLine, toJsonLine } from './json-line.ts'
export {
  type ActivityStatement,
  encodeStatement,
  isStatementSignedBy,
  MAX_STATEMENT_BYTES,
  parseStatement,
  type SignedActivityStatement,
  signStatement,
} from './statement.ts'
export { type ActivityCheck, verifyActivity } from './verify.ts'

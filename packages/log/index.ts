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
export {
  endLine,
  type FileHead,
  type FileHeader,
  headerLine,
  headLine,
  inclusionLine,
  membershipLine,
  parseFileLine,
} from './file/lines.ts'
export {
  type EarlierSeen,
  type FileCheck,
  type MembershipFold,
  type VerifiedFile,
  verifyFile,
} from './file/verify-file.ts'
export { type ActivityHead, compareHeads, genesisHead, type HeadComparison } from './head.ts'
export { parseJsonLine, toJsonLine } from './json-line.ts'
export {
  encodeSignedHead,
  isHeadSignedBy,
  type LogHead,
  MAX_HEAD_BYTES,
  parseSignedHead,
  type SignedHead,
  signHead,
} from './signed-head.ts'
export {
  type ActivityStatement,
  encodeStatement,
  isStatementSignedBy,
  MAX_STATEMENT_BYTES,
  parseStatement,
  type SignedActivityStatement,
  signStatement,
} from './statement.ts'
export { EMPTY_ROOT, leafHash } from './tree/hash.ts'
export { type Added, addLeaf, NO_PEAKS, type Peaks, rootOf } from './tree/peaks.ts'
export {
  planConsistency,
  planInclusion,
  planRoot,
  proofOf,
  type ProofPlan,
  type TreeNode,
} from './tree/proofs.ts'
export { isConsistent, isIncluded, type TreeHead } from './tree/verify-proof.ts'
export { type ActivityCheck, type DeviceKeys, verifyActivity } from './verify.ts'

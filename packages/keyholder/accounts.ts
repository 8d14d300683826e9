export {
  COLLECTION,
  IN_COLLECTION,
  readCollectionMark,
  TAKEN_OUT,
} from './accounts/content/collections.ts'
export { appKeys, rpIdsOf, type UniqueUsername, usernameClaims } from './accounts/claims.ts'
export { MOST_HISTORY } from './accounts/content/history.ts'
export { encodeProfile, parseProfile } from './accounts/content/profile.ts'
export type { Readable, Unreadable } from './accounts/content/readable.ts'
export { Secret } from './accounts/content/secret.ts'
export { encodeSecrets, parseSecrets } from './accounts/content/secrets.ts'
export {
  type DeviceTimes,
  isRemoved,
  membersOf,
  type Presence,
  type Register,
  removedAt,
  type Rest,
  type Stamp,
  type StampedSet,
} from './accounts/content/stamped.ts'
export {
  type AccountContent,
  type HistoryEntry,
  type Passkey,
  type PasskeyIdentity,
  type PasskeySecrets,
  type PasskeyStatus,
  passkeyStatus,
  type Profile,
  type Secrets,
} from './accounts/content/types.ts'
export { fromCredentialSource, toCredentialSource } from './accounts/credential-source.ts'
export { readDate } from './accounts/dates.ts'
export {
  type AccountFields,
  createAccount,
  createCollection,
  deleteAccount,
  editAccount,
  restoreAccount,
} from './accounts/edits/account.ts'
export { type Edit, RESTORE_MILLISECONDS } from './accounts/edits/edit.ts'
export { writeShares } from './accounts/edits/shares.ts'
export { type HistoryItem, historyOf } from './accounts/edits/history-of.ts'
export {
  addPasskey,
  closeOffer,
  deletePasskey,
  describePasskey,
  offerNames,
  quarantinePasskey,
  recordUse,
  renamePasskey,
  restorePasskey,
} from './accounts/edits/passkeys.ts'
export { AccountsError, type AccountsRule } from './accounts/error.ts'
export { mergeAccounts, mergeProfiles, mergeSecrets } from './accounts/merge/merge.ts'
export { normaliseText } from './accounts/normalise.ts'
export { type SearchEntry, searchEntryOf } from './accounts/search/entry.ts'
export { type SearchIndex, searchIndex } from './accounts/search/search-index.ts'
export { Segment } from './accounts/search/segment.ts'
export { encodeShard, parseShard, shardCount, shardOf } from './accounts/search/shards.ts'
export {
  makePassword,
  PASSWORD_CLASSES,
  PASSWORD_LENGTH,
  type PasswordClass,
} from './accounts/make-password.ts'

export { type Attention, accountsInNeed } from './commands/accounts/attention.ts'
export {
  type AccountChange,
  accountChanges,
  restoreFormer,
  showFormer,
} from './commands/accounts/changes.ts'
export { createAccount } from './commands/accounts/create.ts'
export { editAccount } from './commands/accounts/edit.ts'
export { accountHistory } from './commands/accounts/history.ts'
export {
  type AccountRow,
  listAccounts,
  listDeletedAccounts,
  rankAccounts,
} from './commands/accounts/list.ts'
export {
  isOneTimeCodeSeed,
  OneTimeCodes,
  openOneTimeCodes,
} from './commands/accounts/one-time-code.ts'
export { openedAccount as showAccount } from './commands/accounts/opened.ts'
export { deleteAccount, restoreAccount } from './commands/accounts/remove.ts'
export { type RevealedSecret, recordReveal, revealSecrets } from './commands/accounts/reveal.ts'
export { isZone, type Limits, NO_LIMITS } from '@keyward/cosigning/terms'
export {
  answerApproval,
  type ApprovalView,
  waitingApprovals,
} from './commands/sharing/approvals.ts'
export { topUpDeals } from './commands/sharing/deals.ts'
export {
  closeShareRequest,
  listShareRequests,
  requestShare,
  type ShareRequestView,
} from './commands/sharing/requests.ts'
export { setLimits, shareAccount, type Sharing, unshareAccount } from './commands/sharing/share.ts'
export { unshareWithTeam } from './commands/sharing/teams.ts'
export {
  type OfferedMember,
  type SharedPerson,
  type SharingView,
  sharingOf,
} from './commands/sharing/view.ts'
export type { SharedDevice } from './commands/sharing/shared-device.ts'
export { teamsWith } from './commands/sharing/shared-teams.ts'
export {
  closeWindow,
  listWindows,
  openWindow,
  type OpenWindow,
} from './commands/sharing/windows.ts'
export { usernameHolder } from './commands/accounts/username-holder.ts'
export { putIntoCollection, takeOutOfCollection } from './commands/collections/accounts.ts'
export {
  createCollection,
  removeCollection,
  renameCollection,
} from './commands/collections/edit.ts'
export {
  type CollectionEntry,
  type CollectionOfAccount,
  collectionsOf,
  listCollections,
} from './commands/collections/list.ts'
export { shareCollection, unshareCollection } from './commands/collections/share.ts'
export {
  type CollectionPerson,
  type CollectionView,
  collectionView,
} from './commands/collections/view.ts'
export { type AccountView, type PasskeyView, viewAccount } from './commands/accounts/view.ts'
export type { Desk } from './commands/desk.ts'
export { releasePasskey, renamePasskey } from './commands/passkeys/edit.ts'
export { listPasskeys, type PasskeyRow } from './commands/passkeys/list.ts'
export { deletePasskey, restorePasskey } from './commands/passkeys/remove.ts'
export { exportActivity, type ExportPorts } from './commands/activity/export.ts'
export { type ActivityFilter, fetchActivity } from './commands/activity/fetch.ts'
export { lastPasskeyUses, type PasskeyUse } from './commands/activity/passkey-uses.ts'
export { listActivity } from './commands/activity/list.ts'
export { reasonsOf } from './commands/activity/reasons.ts'
export { accountsSharedWith } from './commands/activity/shared-with.ts'
export {
  listWebhooks,
  removeWebhook,
  setWebhook,
  testWebhook,
} from './commands/activity/webhooks.ts'
export { type VerifiedLog, verifyActivity } from './commands/activity/verify.ts'
export { admitMember } from './commands/membership/admit.ts'
export { changeRole } from './commands/membership/change-role.ts'
export { listOperators } from './commands/membership/operators.ts'
export { type RemovedMember, removeMember } from './commands/membership/remove.ts'
export { memberReport } from './commands/membership/report.ts'
export { setPolicy } from './commands/membership/set-policy.ts'
export { changeTeam, createTeam, removeTeam } from './commands/membership/teams.ts'
export { providerOf } from './commands/passkeys/provider.ts'
export {
  answerUserOffer,
  heedSignal,
  type HeededSignal,
  listUserOffers,
  type SiteSignal,
  type UserOffer,
} from './commands/passkeys/signals.ts'
export { confirmPasskey, listUnconfirmed } from './commands/passkeys/unconfirmed.ts'
export { takeUsername } from './commands/accounts/usernames.ts'
export {
  invite,
  type JoinCheck,
  listInvitations,
  type OpenInvitation,
  removeDevice,
  revokeInvitation,
  type ShownInvitation,
  type WaitingJoin,
} from './membership.ts'
export type { SeenAccount, SeenPasskey } from './sharing.ts'
export { diagnose, type Finding } from './commands/doctor.ts'
export { hostOf } from './transfer/imports/host.ts'
export type { AppDirectory } from './commands/directory/kept.ts'
export { lookUpPasskeyEndpoints } from './commands/directory/endpoints.ts'
export { openDirectory, refreshDirectory } from './commands/directory/open.ts'
export { searchDirectory } from './commands/directory/search.ts'
export { appFinder, type Suggestion, suggestionsFor } from './commands/directory/suggest.ts'
export {
  closeReport,
  listReports,
  type NewAppReport,
  reportApp,
} from './commands/reports/report.ts'
export { reportAppOrKeep, sendWaitingReports } from './commands/reports/waiting.ts'
export { setSupportContact, supportContact } from './commands/reports/support-contact.ts'

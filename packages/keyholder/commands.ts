export { createAccount } from './commands/accounts/create.ts'
export { editAccount } from './commands/accounts/edit.ts'
export { accountHistory } from './commands/accounts/history.ts'
export { type AccountRow, listAccounts, listDeletedAccounts } from './commands/accounts/list.ts'
export { openedAccount as showAccount } from './commands/accounts/opened.ts'
export { deleteAccount, restoreAccount } from './commands/accounts/remove.ts'
export { type RevealedSecret, recordReveal, revealSecrets } from './commands/accounts/reveal.ts'
export { shareAccount, unshareAccount } from './commands/accounts/share.ts'
export type { Desk } from './commands/desk.ts'
export { listPasskeys, type PasskeyRow } from './commands/passkeys/list.ts'
export { deletePasskey, restorePasskey } from './commands/passkeys/remove.ts'
export { type Exported, exportAccounts, type ExportOrder } from './commands/transfer/export.ts'
export { importAccounts, type Imported, type NotImported } from './commands/transfer/import.ts'
export { type ActivityFilter, fetchActivity } from './commands/activity/fetch.ts'
export { listActivity } from './commands/activity/list.ts'
export { type VerifiedLog, verifyActivity } from './commands/activity/verify.ts'
export { admitMember } from './commands/membership/admit.ts'
export { changeRole } from './commands/membership/change-role.ts'
export { type RemovedMember, removeMember } from './commands/membership/remove.ts'
export { memberReport } from './commands/membership/report.ts'
export { setPolicy } from './commands/membership/set-policy.ts'
export { providerOf } from './commands/passkeys/provider.ts'
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

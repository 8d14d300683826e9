export { LIFETIMES, LIMITS, PROTOCOL_VERSION } from './limits.ts'
export { Activity, ActivityQuery, ActivityReported, ReportActivity } from './messages/activity.ts'
export { ApprovalMessage, ApprovalMessages, Approvals, OpenApproval } from './messages/approvals.ts'
export { AppendEntry, Chain, EntryAppended, Head } from './messages/chain.ts'
export {
  Cosign,
  Cosigned,
  DealFailed,
  Dealing,
  DealingAccount,
  DealingQuery,
  DealResult,
  DealResults,
  Deals,
  DealsQuery,
  PushDeals,
  PutDealKey,
  PutTerms,
  Signer,
} from './messages/deals.ts'
export {
  Directory,
  DirectoryApp,
  DirectoryQuery,
  EndpointsQuery,
  PasskeyEndpoints,
} from './messages/directory.ts'
export {
  ChangeKeys,
  CreateWorkspace,
  Enrolment,
  InvitationMade,
  InvitationRow,
  Invitations,
  InvitationView,
  Joiner,
  JoinWorkspace,
  ListPush,
  Me,
  MethodRow,
  NewInvitation,
  NewMethod,
  PassphraseAnswer,
  PutAnchor,
  RegisterPassphrase,
  SealedKeyset,
} from './messages/enrolment.ts'
export { LogHead, LogHeadQuery, LogHeadReported, ReportLogHead } from './messages/log-head.ts'
export {
  AppReport,
  PutSupportContact,
  REPORT_CODES,
  REPORT_PLATFORMS,
  REPORT_STEPS,
  ReportApp,
  type ReportCode,
  type ReportPlatform,
  Reports,
  ReportsQuery,
  type ReportStep,
  SupportContact,
} from './messages/reports.ts'
export { DONE, Done, ServerInfo, SIGN_UP_MODES, type SignUpMode } from './messages/server.ts'
export {
  AuthenticationResponse,
  Challenge,
  FinishPassphrase,
  KitSignIn,
  PasskeySignIn,
  PassphraseStarted,
  RegistrationResponse,
  SessionGranted,
  SessionRow,
  Sessions,
  SigningDevice,
  StartPassphrase,
} from './messages/sessions.ts'
export { RequestShare, ShareRequests } from './messages/share-requests.ts'
export {
  AnswerSignInApproval,
  ApprovalAsked,
  ApprovalWindowOpened,
  ApprovalWindows,
  AskApproval,
  OpenApprovalWindow,
  SIGN_IN_APPROVAL_STATES,
  SignInApprovals,
} from './messages/sign-in-approvals.ts'
export {
  AccountChange,
  AccountPush,
  ActivityHead,
  Changes,
  Claims,
  ClaimsReserved,
  LiveLine,
  Push,
  PushResult,
  PushResults,
  ReserveClaims,
  Wrapped,
} from './messages/sync.ts'
export {
  CreateWebhook,
  WebhookCreated,
  WebhookRow,
  Webhooks,
  WebhookTested,
} from './messages/webhooks.ts'
export { Refusal, refusal, REFUSAL_CODES, type RefusalCode } from './refusals.ts'
export { indexListId, KIT_SIGN_IN_PURPOSE, kitStatement } from './statements.ts'

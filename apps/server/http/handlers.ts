import type { Handlers } from './handler.ts'
import { getActivity, reportActivity } from './routes/activity.ts'
import {
  addApprovalMessage,
  getApprovalMessages,
  listApprovals,
  openApproval,
} from './routes/approvals.ts'
import { appendEntry, getChain } from './routes/chain.ts'
import {
  closeApprovalWindow,
  listApprovalWindows,
  openApprovalWindow,
} from './routes/approval-windows.ts'
import { changeKeys } from './routes/change-keys.ts'
import { followChanges, getChanges } from './routes/changes.ts'
import { reserveClaims } from './routes/claims.ts'
import { cosign, reportDealFailed } from './routes/cosign.ts'
import { createWorkspace } from './routes/create-workspace.ts'
import { getDealing, getDeals, getSigner, pushDeals, putDealKey } from './routes/deals.ts'
import { getDirectory, lookUpPasskeyEndpoints } from './routes/directory.ts'
import { createInvitation, deleteInvitation, listInvitations } from './routes/invitations.ts'
import { getLogHead, reportLogHead } from './routes/log-head.ts'
import { createWebhook, deleteWebhook, listWebhooks, testWebhook } from './routes/webhooks.ts'
import { joinWorkspace, viewInvitation } from './routes/join.ts'
import { makeChallenge, signInByKit, signInByPasskey } from './routes/kit-and-passkey.ts'
import { deleteMethod, getMe, putAnchor, putMethod } from './routes/me.ts'
import { finishPassphrase, registerPassphrase, startPassphrase } from './routes/passphrase.ts'
import { push } from './routes/push.ts'
import {
  closeReport,
  getSupportContact,
  listReports,
  putSupportContact,
  reportApp,
} from './routes/reports.ts'
import { getServer } from './routes/server.ts'
import { closeShareRequest, listShareRequests, requestShare } from './routes/share-requests.ts'
import { endSession, listSessions } from './routes/sessions.ts'
import {
  answerSignInApproval,
  askApproval,
  listSignInApprovals,
} from './routes/sign-in-approvals.ts'
import { putTerms } from './routes/terms.ts'

/** What does each route, by its name. */
export const HANDLERS: Handlers = {
  getServer,
  registerPassphrase,
  createWorkspace,
  viewInvitation,
  joinWorkspace,
  startPassphrase,
  finishPassphrase,
  makeChallenge,
  signInByKit,
  signInByPasskey,
  listSessions,
  endSession,
  getMe,
  putAnchor,
  putMethod,
  deleteMethod,
  changeKeys,
  getChain,
  appendEntry,
  getChanges,
  followChanges,
  push,
  reserveClaims,
  listInvitations,
  createInvitation,
  deleteInvitation,
  listApprovals,
  openApproval,
  getApprovalMessages,
  addApprovalMessage,
  getActivity,
  reportActivity,
  getLogHead,
  reportLogHead,
  getDirectory,
  lookUpPasskeyEndpoints,
  reportApp,
  listReports,
  closeReport,
  getSupportContact,
  putSupportContact,
  listWebhooks,
  createWebhook,
  deleteWebhook,
  testWebhook,
  getSigner,
  putDealKey,
  getDealing,
  pushDeals,
  getDeals,
  cosign,
  reportDealFailed,
  putTerms,
  askApproval,
  listSignInApprovals,
  answerSignInApproval,
  openApprovalWindow,
  listApprovalWindows,
  closeApprovalWindow,
  requestShare,
  listShareRequests,
  closeShareRequest,
}

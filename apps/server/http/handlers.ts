import type { Handlers } from './handler.ts'
import { getActivity, reportActivity } from './routes/activity.ts'
import {
  addApprovalMessage,
  getApprovalMessages,
  listApprovals,
  openApproval,
} from './routes/approvals.ts'
import { appendEntry, getChain } from './routes/chain.ts'
import { changeKeys } from './routes/change-keys.ts'
import { followChanges, getChanges } from './routes/changes.ts'
import { reserveClaims } from './routes/claims.ts'
import { createWorkspace } from './routes/create-workspace.ts'
import { getDirectory, lookUpPasskeyEndpoints } from './routes/directory.ts'
import { createInvitation, deleteInvitation, listInvitations } from './routes/invitations.ts'
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
import { endSession, listSessions } from './routes/sessions.ts'

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
  getDirectory,
  lookUpPasskeyEndpoints,
  reportApp,
  listReports,
  closeReport,
  getSupportContact,
  putSupportContact,
}

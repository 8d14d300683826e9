import type { Database, Write } from './database.ts'
import type { DealLedger } from './ports/ledger.ts'
import { changesFor } from './queries/accounts/changes.ts'
import { factsOf, grantedTo } from './queries/accounts/facts.ts'
import { reserveClaims } from './queries/accounts/reserve.ts'
import { writeAccounts } from './queries/accounts/write.ts'
import { appendActivity } from './queries/activity/append.ts'
import { headOfActivity } from './queries/activity/head.ts'
import { listActivity } from './queries/activity/list.ts'
import { consistencyProof, inclusionProofs, rootAt } from './queries/activity/proofs.ts'
import { addMessage, listApprovals, messagesOf, openApproval } from './queries/approvals.ts'
import { appLists, putAppList } from './queries/directory.ts'
import { cosignAll } from './queries/deals/cosign.ts'
import { dealingFor } from './queries/deals/dealing.ts'
import { dealFacts } from './queries/deals/facts.ts'
import { insertDeals } from './queries/deals/insert.ts'
import { dealKeys, putDealKey } from './queries/deals/keys.ts'
import { pullDeals } from './queries/deals/pull.ts'
import { endOthers, liveDeals } from './queries/deals/settle.ts'
import { putTerms } from './queries/deals/terms.ts'
import { Together } from './queries/deals/together.ts'
import { createInvitation, deleteInvitation } from './queries/invitations/create.ts'
import { answerInvitation } from './queries/invitations/join.ts'
import { invitationById, openInvitations } from './queries/invitations/read.ts'
import { changeKeys } from './queries/members/change-keys.ts'
import { deleteMethod, putMethod, recordPasskeyUse } from './queries/members/methods.ts'
import {
  keysetsOf,
  memberByAddress,
  memberById,
  memberByMethod,
  methodsOf,
} from './queries/members/read.ts'
import { putAnchor } from './queries/members/anchor.ts'
import { contactOf, putContact } from './queries/reports/contact.ts'
import { addReport, closeReport, listReports } from './queries/reports/reports.ts'
import { keepOnce, takeOnce } from './queries/sessions/once-values.ts'
import {
  momentOf,
  SESSION_BY_TOKEN,
  SESSIONS_OF,
  toSession,
  toVisit,
  VISIT,
} from './queries/sessions/read.ts'
import { startSession } from './queries/sessions/start.ts'
import { endSession } from './queries/sessions/end.ts'
import { isWorthTouching, touchSession } from './queries/sessions/touch.ts'
import {
  answerApproval,
  approvalFor,
  approvalsFor,
  askApproval,
} from './queries/sharing/approvals.ts'
import { closeShareRequest, requestShare, shareRequestsFor } from './queries/sharing/requests.ts'
import { closeWindow, openWindow, windowsFor } from './queries/sharing/windows.ts'
import { sweep } from './queries/sweep.ts'
import {
  noteDelivered,
  noteFailed,
  releaseWebhook,
  restartWebhook,
  takeWebhook,
} from './queries/webhooks/attempts.ts'
import { createWebhook, deleteWebhook } from './queries/webhooks/change.ts'
import { dueWebhooks, webhooksOf } from './queries/webhooks/read.ts'
import { appendToChain } from './queries/workspaces/append.ts'
import { createWorkspace } from './queries/workspaces/create.ts'
import {
  CHAIN_FROM,
  listWorkspaces,
  renewIncarnations,
  WORKSPACE_BY_ID,
} from './queries/workspaces/read.ts'
import { type Store, StoreError } from './store.ts'

type Queries = Omit<Store, 'isReady' | 'watch' | 'backup' | 'close'>

/** A database whose transactions have the signer's store with them. */
type Base = Omit<Database, 'write'> & {
  write<T>(work: (write: Write) => Promise<T>): Promise<T>
}

/** For programs that use no deals: they have none that could end. */
const NO_LEDGER: DealLedger = {
  accept: () => Promise.reject(withoutLedger()),
  spend: () => Promise.reject(withoutLedger()),
  erase: async () => {},
}

/**
 * All that is the same on every database: each method is one transaction of queries.
 *
 * @param ledger the signer's own store; without one deals are neither taken nor used
 */
export function queryStore(bare: Database, ledger: DealLedger = NO_LEDGER): Queries {
  const database: Base = { ...bare, write: (work) => bare.write((to) => work({ ...to, ledger })) }
  return {
    workspaces: workspacesOver(database),
    members: membersOver(database),
    sessions: sessionsOver(database),
    invitations: invitationsOver(database),
    approvals: approvalsOver(database),
    accounts: accountsOver(database),
    activity: activityOver(database),
    directory: directoryOver(database),
    reports: reportsOver(database),
    deals: dealsOver(database),
    sharing: sharingOver(database),
    webhooks: webhooksOver(database),
    sweep: (now) => database.write((to) => sweep(to, now)),
  }
}

function workspacesOver({ read, ask, write }: Base): Store['workspaces'] {
  return {
    create: (workspace) => write((to) => createWorkspace(to, workspace)),
    list: (limit) => read((tx) => listWorkspaces(tx, limit)),
    get: async (workspaceId) => (await ask(WORKSPACE_BY_ID, { workspaceId }))[0],
    chain: (workspaceId, from, limit) => ask(CHAIN_FROM, { workspaceId, from, limit }),
    append: (entry) => write((to) => appendToChain(to, entry)),
    renewIncarnations: (make) => write(({ tx }) => renewIncarnations(tx, make)),
  }
}

function membersOver({ read, write }: Base): Store['members'] {
  return {
    get: (workspaceId, memberId) => read((tx) => memberById(tx, workspaceId, memberId)),
    byAddress: (workspaceId, key) => read((tx) => memberByAddress(tx, workspaceId, key)),
    byMethod: (by) => read((tx) => memberByMethod(tx, by)),
    keysets: (workspaceId, memberId) => read((tx) => keysetsOf(tx, workspaceId, memberId)),
    methods: (workspaceId, memberId) => read((tx) => methodsOf(tx, workspaceId, memberId)),
    putMethod: (member, method, activity, once) =>
      write(({ tx }) => putMethod(tx, member, method, activity, once)),
    deleteMethod: (member, methodId, activity, once) =>
      write((to) => deleteMethod(to, member, methodId, activity, once)),
    recordPasskeyUse: (workspaceId, memberId, methodId, signCount) =>
      write(({ tx }) => recordPasskeyUse(tx, workspaceId, memberId, methodId, signCount)),
    putAnchor: (workspaceId, memberId, anchor) =>
      write(({ tx }) => putAnchor(tx, workspaceId, memberId, anchor)),
    changeKeys: (change) => write((to) => changeKeys(to, change)),
  }
}

function sessionsOver({ ask, write }: Base): Store['sessions'] {
  return {
    start: (session, activity) => write((to) => startSession(to, session, activity)),
    byToken: async (tokenHash, now) => {
      const [row] = await ask(SESSION_BY_TOKEN, { ...momentOf(now), tokenHash })
      return row && toSession(row)
    },
    visit: async (tokenHash, now) => {
      const [row] = await ask(VISIT, { ...momentOf(now), tokenHash })
      return row && toVisit(row)
    },
    touch: async (session, now) => {
      if (isWorthTouching(session, now)) await write(({ tx }) => touchSession(tx, session, now))
    },
    list: async (workspaceId, memberId, now) =>
      (await ask(SESSIONS_OF, { ...momentOf(now), workspaceId, memberId })).map(toSession),
    end: (workspaceId, memberId, sessionId, activity) =>
      write((to) => endSession(to, workspaceId, memberId, sessionId, activity)),
    keepOnce: (id, value, expiresAt) => write(({ tx }) => keepOnce(tx, id, value, expiresAt)),
    takeOnce: (id, now) => write(({ tx }) => takeOnce(tx, id, now)),
  }
}

function invitationsOver({ read, write }: Base): Store['invitations'] {
  return {
    create: (invitation, activity, once) =>
      write(({ tx }) => createInvitation(tx, invitation, activity, once)),
    get: (invitationId, now) => read((tx) => invitationById(tx, invitationId, now)),
    list: (workspaceId, now) => read((tx) => openInvitations(tx, workspaceId, now)),
    join: (join) => write((to) => answerInvitation(to, join)),
    delete: (workspaceId, invitationId, activity, once) =>
      write((to) => deleteInvitation(to, workspaceId, invitationId, activity, once)),
  }
}

function approvalsOver({ read, write }: Base): Store['approvals'] {
  return {
    open: (approval) => write((to) => openApproval(to, approval)),
    list: (workspaceId, memberId, now) =>
      read((tx) => listApprovals(tx, workspaceId, memberId, now)),
    add: (workspaceId, memberId, approvalId, message, now) =>
      write((to) => addMessage(to, { workspaceId, memberId, approvalId }, message, now)),
    messages: (workspaceId, memberId, approvalId, from, now) =>
      read((tx) => messagesOf(tx, { workspaceId, memberId, approvalId }, from, now)),
  }
}

function accountsOver({ read, write }: Base): Store['accounts'] {
  return {
    facts: (workspaceId, accountIds) => read((tx) => factsOf(tx, workspaceId, accountIds)),
    grantedTo: (workspaceId, memberId) => read((tx) => grantedTo(tx, workspaceId, memberId)),
    write: (push) => write((to) => writeAccounts(to, push)),
    changes: (workspaceId, memberId, since, limit) =>
      read((tx) => changesFor(tx, { workspaceId, memberId, since, limit })),
    reserve: (workspaceId, accountId, claims, until, now) =>
      write(({ tx }) => reserveClaims(tx, { workspaceId, accountId, claims, until, now })),
  }
}

function activityOver({ read, write }: Base): Store['activity'] {
  return {
    append: (workspaceId, drafts) => write(({ tx }) => appendActivity(tx, workspaceId, drafts)),
    head: async (workspaceId) => {
      const { peaks: _, ...head } = await read((tx) => headOfActivity(tx, workspaceId))
      return head
    },
    root: (workspaceId, size) => read((tx) => rootAt(tx, workspaceId, size)),
    inclusion: (workspaceId, sequences, size) =>
      read((tx) => inclusionProofs(tx, workspaceId, sequences, size)),
    consistency: (workspaceId, first, size) =>
      read((tx) => consistencyProof(tx, workspaceId, first, size)),
    list: (workspaceId, filter, either) =>
      read((tx) => listActivity(tx, workspaceId, filter, either)),
  }
}

function webhooksOver({ read, write }: Database): Store['webhooks'] {
  return {
    list: (workspaceId) => read((tx) => webhooksOf(tx, workspaceId)),
    create: async (webhook, activity, once) => {
      await write(({ tx }) => createWebhook(tx, webhook, activity, once))
    },
    delete: async (workspaceId, webhookId, activity, once) => {
      await write(({ tx }) => deleteWebhook(tx, workspaceId, webhookId, activity, once))
    },
    due: (now) => read((tx) => dueWebhooks(tx, now)),
    take: (webhook, until) => write(({ tx }) => takeWebhook(tx, webhook, until)),
    delivered: (webhook, status, now, until) =>
      write(({ tx }) => noteDelivered(tx, webhook, status, now, until)),
    release: (webhook) => write(({ tx }) => releaseWebhook(tx, webhook)),
    failed: (webhook, status, now, next) =>
      write(({ tx }) => noteFailed(tx, webhook, status, now, next)),
    restart: (workspaceId, webhookId) =>
      write(({ tx }) => restartWebhook(tx, workspaceId, webhookId)),
  }
}

function directoryOver({ read, write }: Base): Store['directory'] {
  return {
    put: (list) => write(({ tx }) => putAppList(tx, list)),
    lists: () => read(appLists),
  }
}

function reportsOver({ read, write }: Base): Store['reports'] {
  return {
    add: (report) => write(({ tx }) => addReport(tx, report)),
    list: (workspaceId, filter) => read((tx) => listReports(tx, workspaceId, filter)),
    close: (workspaceId, reportId, by) =>
      write(({ tx }) => closeReport(tx, workspaceId, reportId, by)),
    contact: (workspaceId) => read((tx) => contactOf(tx, workspaceId)),
    putContact: (workspaceId, contact) => write(({ tx }) => putContact(tx, workspaceId, contact)),
  }
}

function dealsOver({ read, write }: Base): Store['deals'] {
  const together = new Together((uses) => write((to) => cosignAll(to, uses)))
  return {
    putKey: (key) => write((to) => putDealKey(to, key)),
    keys: (workspaceId, memberIds) => read((tx) => dealKeys(tx, workspaceId, memberIds)),
    insert: (workspaceId, deals, once) => write((to) => insertDeals(to, workspaceId, deals, once)),
    pull: (asked) => read((tx) => pullDeals(tx, asked)),
    dealing: (asked) => read((tx) => dealingFor(tx, asked)),
    facts: async (workspaceId, dealId, more) =>
      (await read((tx) => dealFacts(tx, { workspaceId, dealId, ...more })))?.facts,
    cosign: (use) => together.add(use),
    putTerms: (terms, activity, once) => write((to) => putTerms(to, terms, activity, once)),
    live: () => read(liveDeals),
    endOthers: (signerId, live, now) => write((to) => endOthers(to, signerId, live, now)),
  }
}

function sharingOver({ read, write }: Base): Store['sharing'] {
  return {
    ask: (approval, activity, now) => write((to) => askApproval(to, approval, activity, now)),
    approvals: (viewer, now) => read((tx) => approvalsFor(tx, viewer, now)),
    approval: (viewer, approvalId, now) => read((tx) => approvalFor(tx, viewer, approvalId, now)),
    answer: (approval, activity, now) => write((to) => answerApproval(to, approval, activity, now)),
    openWindow: (window, activity) => write((to) => openWindow(to, window, activity)),
    windows: (viewer, now) => read((tx) => windowsFor(tx, viewer, now)),
    closeWindow: (workspaceId, windowId, activity) =>
      write((to) => closeWindow(to, workspaceId, windowId, activity)),
    requestShare: (request, activity) => write((to) => requestShare(to, request, activity)),
    shareRequests: (viewer) => read((tx) => shareRequestsFor(tx, viewer)),
    closeShareRequest: (workspaceId, requestId) =>
      write((to) => closeShareRequest(to, workspaceId, requestId)),
  }
}

function withoutLedger(): StoreError {
  return new StoreError('unavailable', 'This program has no signer.')
}

import type { Database } from './database.ts'
import { changesFor } from './queries/accounts/changes.ts'
import { factsOf, grantedTo } from './queries/accounts/facts.ts'
import { reserveClaims } from './queries/accounts/reserve.ts'
import { writeAccounts } from './queries/accounts/write.ts'
import { appendActivity } from './queries/activity/append.ts'
import { headOfActivity } from './queries/activity/head.ts'
import { listActivity } from './queries/activity/list.ts'
import { addMessage, listApprovals, messagesOf, openApproval } from './queries/approvals.ts'
import { appLists, putAppList } from './queries/directory.ts'
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
import { sweep } from './queries/sweep.ts'
import { appendToChain } from './queries/workspaces/append.ts'
import { createWorkspace } from './queries/workspaces/create.ts'
import {
  CHAIN_FROM,
  listWorkspaces,
  renewIncarnations,
  WORKSPACE_BY_ID,
} from './queries/workspaces/read.ts'
import type { Store } from './store.ts'

type Queries = Omit<Store, 'isReady' | 'watch' | 'backup' | 'close'>

/** All that is the same on every database: each method is one transaction of queries. */
export function queryStore(database: Database): Queries {
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
    sweep: (now) => database.write((to) => sweep(to, now)),
  }
}

function workspacesOver({ read, ask, write }: Database): Store['workspaces'] {
  return {
    create: (workspace) => write((to) => createWorkspace(to, workspace)),
    list: (limit) => read((tx) => listWorkspaces(tx, limit)),
    get: async (workspaceId) => (await ask(WORKSPACE_BY_ID, { workspaceId }))[0],
    chain: (workspaceId, from, limit) => ask(CHAIN_FROM, { workspaceId, from, limit }),
    append: (entry) => write((to) => appendToChain(to, entry)),
    renewIncarnations: (make) => write(({ tx }) => renewIncarnations(tx, make)),
  }
}

function membersOver({ read, write }: Database): Store['members'] {
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

function sessionsOver({ ask, write }: Database): Store['sessions'] {
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

function invitationsOver({ read, write }: Database): Store['invitations'] {
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

function approvalsOver({ read, write }: Database): Store['approvals'] {
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

function accountsOver({ read, write }: Database): Store['accounts'] {
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

function activityOver({ read, write }: Database): Store['activity'] {
  return {
    append: (workspaceId, drafts) => write(({ tx }) => appendActivity(tx, workspaceId, drafts)),
    head: (workspaceId) => read((tx) => headOfActivity(tx, workspaceId)),
    list: (workspaceId, filter, either) =>
      read((tx) => listActivity(tx, workspaceId, filter, either)),
  }
}

function directoryOver({ read, write }: Database): Store['directory'] {
  return {
    put: (list) => write(({ tx }) => putAppList(tx, list)),
    lists: () => read(appLists),
  }
}

function reportsOver({ read, write }: Database): Store['reports'] {
  return {
    add: (report) => write(({ tx }) => addReport(tx, report)),
    list: (workspaceId, filter) => read((tx) => listReports(tx, workspaceId, filter)),
    close: (workspaceId, reportId, by) =>
      write(({ tx }) => closeReport(tx, workspaceId, reportId, by)),
    contact: (workspaceId) => read((tx) => contactOf(tx, workspaceId)),
    putContact: (workspaceId, contact) => write(({ tx }) => putContact(tx, workspaceId, contact)),
  }
}

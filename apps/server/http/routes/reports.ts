import { DONE } from '@keyward/protocol'
import { requireMay } from '../../objects/check-list.ts'
import type { Handler } from '../handler.ts'

/** Reports of a page when the client does not say. */
const USUAL_LIMIT = 200

export const reportApp: Handler<'reportApp'> = async (server, { body, by, now }) => {
  const { workspaceId, memberId } = by
  await server.store.reports.add({ ...body, workspaceId, memberId, reportedAt: now })
  return DONE
}

/** Who may see what happened in the workspace may see what did not work. */
export const listReports: Handler<'listReports'> = async (server, { query, by }) => {
  requireMay(by.actor, 'activity.see', { scope: 'workspace' })
  const { state = 'open', limit = USUAL_LIMIT } = query
  const filter = { isOpen: state === 'open', limit }
  return { reports: [...(await server.store.reports.list(by.workspaceId, filter))] }
}

export const closeReport: Handler<'closeReport'> = async (server, { params, by, now }) => {
  requireMay(by.actor, 'activity.see', { scope: 'workspace' })
  const { workspaceId, memberId } = by
  await server.store.reports.close(workspaceId, params.reportId, { memberId, at: now })
  return DONE
}

export const getSupportContact: Handler<'getSupportContact'> = async (server, { by }) => ({
  contact: await server.store.reports.contact(by.workspaceId),
})

export const putSupportContact: Handler<'putSupportContact'> = async (server, { body, by }) => {
  requireMay(by.actor, 'policy.change', {})
  await server.store.reports.putContact(by.workspaceId, body.contact)
  return DONE
}

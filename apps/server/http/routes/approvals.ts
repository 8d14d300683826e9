import { DONE, LIFETIMES } from '@keyward/protocol'
import { bytesOf, textOf } from '../../auth/text.ts'
import type { Handler } from '../handler.ts'

export const listApprovals: Handler<'listApprovals'> = async (server, { by, now }) => ({
  approvals: [...(await server.store.approvals.list(by.workspaceId, by.memberId, now))],
})

export const openApproval: Handler<'openApproval'> = async (server, { body, by, now }) => {
  const { workspaceId, memberId, deviceId } = by
  const { approvalId } = body
  const expiresAt = now + LIFETIMES.approval
  await server.store.approvals.open({ workspaceId, memberId, approvalId, deviceId, expiresAt })
  return DONE
}

export const getApprovalMessages: Handler<'getApprovalMessages'> = async (server, call) => {
  const { params, query, by, now } = call
  const { workspaceId, memberId } = by
  const { approvals } = server.store
  const { approvalId } = params
  const from = query.from ?? 0
  const rows = await approvals.messages(workspaceId, memberId, approvalId, from, now)
  return {
    messages: rows.map(({ index, deviceId, body }) => ({
      index,
      from: deviceId,
      body: textOf(body),
    })),
  }
}

export const addApprovalMessage: Handler<'addApprovalMessage'> = async (server, call) => {
  const { params, body, by, now } = call
  const { workspaceId, memberId, deviceId } = by
  const message = { index: body.index, deviceId, body: bytesOf(body.body, 'body') }
  await server.store.approvals.add(workspaceId, memberId, params.approvalId, message, now)
  return DONE
}

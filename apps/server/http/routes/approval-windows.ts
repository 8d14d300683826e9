import { encodeBase64url } from '@keyward/codec'
import { openWindow, parseWindow } from '@keyward/cosigning/terms'
import { sha256 } from '@keyward/primitives/hash'
import { DONE, LIFETIMES } from '@keyward/protocol'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { ownedAccount } from '../../cosigning/account.ts'
import type { Handler } from '../handler.ts'
import { ownDevice } from './sign-in-approvals.ts'

export const openApprovalWindow: Handler<'openApprovalWindow'> = async (server, call) => {
  const { body, by, now } = call
  const { workspaceId, memberId: authorId, deviceId } = by
  const statement = bytesOf(body.statement, 'statement')
  const { accountId, memberId } = parseWindow(statement)
  await ownedAccount(server.store, by, accountId)
  const signers = ownDevice(by)
  const { from, until } = openWindow(statement, { workspaceId, accountId, memberId, signers })
  if (until <= now || until > now + LIFETIMES.approvalWindow + LIFETIMES.proof) {
    const message = 'Sign-ins are approved for at most eight hours from now.'
    throw new Refused('object_refused', { rule: 'window.until', message, serverTime: now })
  }
  const windowId = encodeBase64url(sha256(statement).slice(0, 16))
  const subject = { accountId, memberId, until }
  await server.store.sharing.openWindow(
    { workspaceId, windowId, accountId, memberId, authorId, from, until, statement },
    [{ event: 'approval-window-opened', subject, memberId: authorId, deviceId, time: now }],
  )
  return { windowId }
}

export const listApprovalWindows: Handler<'listApprovalWindows'> = async (server, { by, now }) => {
  const windows = await server.store.sharing.windows(by, now)
  return {
    windows: windows.map((window) => ({
      windowId: window.windowId,
      accountId: window.accountId,
      memberId: window.memberId,
      authorId: window.authorId,
      from: window.from,
      until: window.until,
      statement: textOf(window.statement),
    })),
  }
}

export const closeApprovalWindow: Handler<'closeApprovalWindow'> = async (server, call) => {
  const { params, by, now } = call
  const { workspaceId, memberId, deviceId } = by
  const { windowId } = params
  const windows = await server.store.sharing.windows(by, now)
  const window = windows.find((one) => one.windowId === windowId)
  const granted = await server.store.accounts.grantedTo(workspaceId, memberId)
  const isOwner = granted.some(
    ({ accountId, role }) => accountId === window?.accountId && role === 'owner',
  )
  if (window === undefined || !isOwner) throw new Refused('not_found')
  const subject = { accountId: window.accountId, memberId: window.memberId }
  await server.store.sharing.closeWindow(workspaceId, windowId, [
    { event: 'approval-window-closed', subject, memberId, deviceId, time: now },
  ])
  return DONE
}

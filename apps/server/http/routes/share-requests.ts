import { DONE } from '@keyward/protocol'
import type { MemberId } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { sharedAccount } from '../../cosigning/account.ts'
import { requireMay } from '../../objects/check-list.ts'
import type { Handler } from '../handler.ts'

export const requestShare: Handler<'requestShare'> = async (server, { body, by, now }) => {
  const { workspaceId, memberId: askedBy, deviceId, actor } = by
  const { requestId, accountId, memberId, role, sealedNote } = body
  const { relation } = await sharedAccount(server.store, by, accountId)
  requireMay(actor, 'account.request-share', { relation })
  if (!by.state.members.has(memberId as MemberId)) {
    const message = 'The account can be shared with members of the workspace alone.'
    throw new Refused('object_refused', { rule: 'share-request.member', message })
  }
  const note = sealedNote === null ? null : bytesOf(sealedNote, 'sealedNote')
  const subject = { requestId, accountId, memberId, role }
  await server.store.sharing.requestShare(
    {
      workspaceId,
      requestId,
      accountId,
      memberId,
      role,
      sealedNote: note,
      askedBy,
      askedAt: now,
    },
    [{ event: 'share-requested', subject, memberId: askedBy, deviceId, time: now }],
  )
  return DONE
}

export const listShareRequests: Handler<'listShareRequests'> = async (server, { by }) => {
  const requests = await server.store.sharing.shareRequests(by)
  return {
    requests: requests.map((request) => ({
      requestId: request.requestId,
      accountId: request.accountId,
      memberId: request.memberId,
      role: request.role,
      sealedNote: request.sealedNote === null ? null : textOf(request.sealedNote),
      askedBy: request.askedBy,
      askedAt: request.askedAt,
    })),
  }
}

/** By who asked, or by an Owner who has seen it: those are the ones who are shown it. */
export const closeShareRequest: Handler<'closeShareRequest'> = async (server, { params, by }) => {
  const { requestId } = params
  const shown = await server.store.sharing.shareRequests(by)
  if (!shown.some((request) => request.requestId === requestId)) throw new Refused('not_found')
  await server.store.sharing.closeShareRequest(by.workspaceId, requestId)
  return DONE
}

import { indexListId, LIFETIMES } from '@keyward/protocol'
import { bytesOf } from '../../auth/text.ts'
import { requireMay } from '../../objects/check-list.ts'
import { parseList, roleIn } from '../../objects/list.ts'
import type { Handler } from '../handler.ts'

export const reserveClaims: Handler<'reserveClaims'> = async (server, { body, by, now }) => {
  const { workspaceId, memberId, actor } = by
  const { accountId } = body
  requireMay(actor, 'accounts.create', {})
  const [facts] = await server.store.accounts.facts(workspaceId, [accountId])
  const bytes = facts?.list?.bytes
  const relation = bytes === undefined ? 'owner' : roleIn(parseList(bytes), memberId)
  // The index key is no account: nobody may take usernames for it.
  const isIndex = accountId === indexListId(workspaceId)
  requireMay(actor, 'account.edit', { relation: isIndex ? 'none' : relation })
  const claims = {
    indexEpoch: body.claims.indexEpoch,
    claims: body.claims.claims.map((claim, at) => bytesOf(claim, `claims.claims.${at}`)),
  }
  const until = now + LIFETIMES.reservation
  return server.store.accounts.reserve(workspaceId, accountId, claims, until, now)
}

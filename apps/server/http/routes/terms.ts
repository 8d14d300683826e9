import { isZone, openTerms, parseTerms, type Terms } from '@keyward/cosigning/terms'
import { DONE } from '@keyward/protocol'
import type { MemberId } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf } from '../../auth/text.ts'
import { ownedAccount, ownersDevices } from '../../cosigning/account.ts'
import type { Call, Handler } from '../handler.ts'

export const putTerms: Handler<'putTerms'> = async (server, call) => {
  const { body, by, once } = call
  const { workspaceId } = by
  const statement = bytesOf(body.statement, 'statement')
  const { accountId, memberId } = parseTerms(statement)
  const account = await ownedAccount(server.store, by, accountId)
  const signers = ownersDevices(account, by.state)
  const terms = openTerms(statement, { workspaceId, accountId, memberId, signers })
  checkTerms(call, terms)
  const { version } = terms
  const row = { workspaceId, accountId, memberId, version, statement }
  await server.store.deals.putTerms(row, [termsSet(call, terms)], once)
  return DONE
}

function checkTerms({ by }: Call<'putTerms'>, { memberId, limits }: Terms): void {
  if (!by.state.members.has(memberId as MemberId))
    throw refused('terms.member', 'The terms are for nobody of the workspace.')
  if (limits.hours !== null && !isZone(limits.hours.zone))
    throw refused('terms.zone', 'The server does not know this time zone.')
}

function termsSet({ by, now }: Call<'putTerms'>, terms: Terms) {
  const { accountId, version, limits } = terms
  const { signIns, expiresAt, hours, userVerification, reason, approval } = limits
  return {
    event: 'terms-set',
    subject: {
      accountId,
      memberId: terms.memberId,
      version,
      signIns,
      // The log has years of four digits: later than that is never.
      expiresAt: expiresAt === null ? null : Math.min(expiresAt, 253_402_300_799_999),
      hasHours: hours !== null,
      userVerification,
      reason,
      approval,
    },
    memberId: by.memberId,
    deviceId: by.deviceId,
    time: now,
  } as const
}

function refused(rule: string, message: string): Refused {
  return new Refused('object_refused', { rule, message })
}

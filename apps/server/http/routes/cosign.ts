import { CosigningError, parseDeal } from '@keyward/cosigning/signer'
import { type Cosign, DONE } from '@keyward/protocol'
import { Refused } from '../../auth/refused.ts'
import { bytesOf } from '../../auth/text.ts'
import { type Answerable, checkForAnswer } from '../../cosigning/answer.ts'
import {
  limitsOf,
  type LiveFacts,
  requireLive,
  requireWithinLimits,
  type SignIn,
} from '../../cosigning/judge.ts'
import { signingRequest } from '../../cosigning/request.ts'
import { renewSigner, settleSigner } from '../../cosigning/settle.ts'
import { SignerError } from '../../signer/error.ts'
import type { DealFacts, Judged } from '../../store/ports/deals.ts'
import type { LedgerOutcome } from '../../store/ports/ledger.ts'
import type { Call, Handler } from '../handler.ts'
import { noteCosigningRefusal } from '../note-refusal.ts'
import type { Server } from '../server.ts'

/**
 * The order is what everything rests on: the entry of the log, then the signer's own store, then the
 * database, and only then the answer. Whatever fails on the way costs a part of the deal at most.
 */
export const cosign: Handler<'cosign'> = async (server, call) => {
  const { body, by, now, params } = call
  const about = { dealId: params.dealId, approvalId: body.approvalId, now }
  const facts = await server.store.deals.facts(by.workspaceId, about.dealId, about)
  try {
    return await answer(server, call, facts)
  } catch (error) {
    const refused = asRefused(error)
    const isOwn = facts?.deviceId === by.deviceId
    await noteCosigningRefusal(server, by, {
      rule: refused.refusal.rule ?? refused.refusal.code.replaceAll('_', '-'),
      dealId: isOwn ? facts.dealId : null,
      accountId: isOwn ? facts.accountId : null,
    })
    throw refused
  }
}

async function answer(server: Server, call: Call<'cosign'>, facts: DealFacts | undefined) {
  const { body, by, now, params } = call
  requireLive(facts, by, server.signer.signerId, now)
  server.buckets.take('cosign', `${by.workspaceId}/${facts.accountId}/${by.memberId}`)
  await requireSameIncarnation(server, call)
  const request = signingRequest(params.dealId, body)
  const { authenticatorData, clientDataHash } = request
  const hasReason = body.sealedReason !== null
  const signIn: SignIn = { request, authenticatorData, clientDataHash, hasReason, now }
  requireWithinLimits(facts, signIn)
  const share = await server.signer.share(parseDeal(facts.bytes), facts.forSigner)
  try {
    const { userVerification } = limitsOf(facts)
    const policy = { userVerification: userVerification ? 'required' : 'optional' } as const
    const { random, signer } = server
    const checked = checkForAnswer(share, request, policy, { random, power: signer.power })
    await spend(server, call, signIn, checked)
    return await checked.answer()
  } finally {
    share.wipe()
  }
}

/** A database that was restored under a running signer has forgotten what was revoked since. */
async function requireSameIncarnation(server: Server, { by }: Call<'cosign'>): Promise<void> {
  const { incarnation } = by.workspace
  if (await server.signer.knows({ workspaceId: by.workspaceId, incarnation })) return
  await renewSigner(server)
  throw new Refused('signer_changed')
}

/** Resolves when the sign-in may be answered. @throws {Refused}, {StoreError} */
async function spend(
  server: Server,
  call: Call<'cosign'>,
  signIn: SignIn,
  checked: Answerable,
): Promise<void> {
  const { body, by, now, params } = call
  const sealedReason =
    body.sealedReason === null ? null : bytesOf(body.sealedReason, 'sealedReason')
  const index = body.request.algorithm === 'ES256' ? body.request.index : null
  const outcome = await server.store.deals.cosign({
    workspaceId: by.workspaceId,
    dealId: params.dealId,
    index,
    approvalId: body.approvalId,
    now,
    judge: (facts) => {
      requireLive(facts, by, server.signer.signerId, now)
      const isApprovalUsed = requireWithinLimits(facts, signIn)
      return judged(call, facts, { message: checked.message, sealedReason, isApprovalUsed })
    },
  })
  await requireSpent(server, outcome)
}

interface Logged {
  readonly message: Uint8Array
  readonly sealedReason: Uint8Array | null
  readonly isApprovalUsed: boolean
}

/** What is logged are the very bytes that are signed. */
function judged(
  { body, by, now }: Call<'cosign'>,
  { accountId, dealId }: LiveFacts,
  { message, sealedReason, isApprovalUsed }: Logged,
): Judged {
  const subject = {
    accountId,
    dealId,
    index: indexOf(body),
    authenticatorData: message.slice(0, 37),
    clientDataHash: message.slice(37),
    sealedReason,
    approvalId: isApprovalUsed ? body.approvalId : null,
  }
  const { memberId, deviceId } = by
  return {
    entry: { event: 'passkey-co-signed', subject, memberId, deviceId, time: now },
    isApprovalUsed,
  }
}

function indexOf({ request }: Cosign): number | null {
  return request.algorithm === 'ES256' ? request.index : null
}

async function requireSpent(server: Server, outcome: LedgerOutcome): Promise<void> {
  if (outcome === 'spent') return
  if (outcome === 'used-before') throw new Refused('index_spent')
  // The signer's store lacks what the database has. When it was rolled back, no part of any deal is
  // known to be unused.
  if (outcome === 'rolled-back') await renewSigner(server)
  else await settleSigner(server)
  throw new Refused('signer_changed')
}

/** What a client is told, with the rule that refused. Anything unexpected stays what it is. */
function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof CosigningError && error.rule !== 'modexp.refused')
    return new Refused('cosigning_refused', { rule: error.rule, cause: error })
  if (error instanceof SignerError && error.rule === 'signer.sealed')
    return new Refused('cosigning_refused', { rule: error.rule, cause: error })
  throw error
}

export const reportDealFailed: Handler<'reportDealFailed'> = async (server, call) => {
  const { body, by, now, params } = call
  const { workspaceId, memberId, deviceId } = by
  const more = { approvalId: null, now }
  const facts = await server.store.deals.facts(workspaceId, params.dealId, more)
  if (facts?.deviceId !== deviceId) throw new Refused('deal_unknown')
  if (!server.buckets.tryTake('refusals', `${workspaceId}/${memberId}`)) return DONE
  const subject = { accountId: facts.accountId, dealId: facts.dealId, index: body.index }
  await server.store.activity.append(workspaceId, [
    { event: 'deal-failed', subject, memberId, deviceId, time: now },
  ])
  return DONE
}

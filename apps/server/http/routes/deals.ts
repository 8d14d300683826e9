import { CosigningError, parseDeal } from '@keyward/cosigning/signer'
import { openDeviceKey } from '@keyward/cosigning/terms'
import { type DealResult, type DealingAccount, DONE, LIMITS } from '@keyward/protocol'
import {
  type DeviceId,
  liveDevice,
  liveDevices,
  type MemberId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { ownedAccount, type SharedAccount } from '../../cosigning/account.ts'
import { checkDeal, type Dealing, type SentDeal } from '../../cosigning/check-deal.ts'
import { operatorsOf } from '../../cosigning/operators.ts'
import type { DealingRow, DealOutcome, NewDeal } from '../../store/ports/deals.ts'
import type { Call, Handler } from '../handler.ts'
import type { Server } from '../server.ts'

type Refusal = Extract<DealResult, { outcome: 'refused' }>

export const getSigner: Handler<'getSigner'> = async (server) => signerAnswer(server)

async function signerAnswer({ signer }: Server) {
  const { signerId, signerKey } = await signer.identity()
  return { signerId, signerKey: textOf(signerKey) }
}

export const putDealKey: Handler<'putDealKey'> = async (server, { body, by }) => {
  const { workspaceId, memberId, deviceId } = by
  const statement = bytesOf(body.statement, 'statement')
  const device = liveDevice(by.state, memberId as MemberId, deviceId as DeviceId)
  if (device === undefined) throw new Refused('device_not_admitted')
  openDeviceKey(statement, { workspaceId, memberId, deviceId, signing: device.signing })
  await server.store.deals.putKey({ workspaceId, memberId, deviceId, statement })
  return DONE
}

export const getDealing: Handler<'getDealing'> = async (server, { query, by, now }) => {
  const { workspaceId, memberId, state } = by
  const { after = '', limit = LIMITS.page } = query
  const asked = { workspaceId, memberId, after, limit, now }
  const { rows, hasMore } = await server.store.deals.dealing(asked)
  const memberIds = [...new Set(rows.flatMap(({ grantees }) => grantees))]
  const keys = await server.store.deals.keys(workspaceId, memberIds)
  const statements = new Map(keys.map((key) => [key.deviceId, key.statement]))
  const accounts = rows.map((row) => dealingAnswer(state, statements, row))
  const operators = await operatorsOf(server.store, state, server.settings.operators)
  return { signer: await signerAnswer(server), accounts, operators: [...operators], hasMore }
}

function dealingAnswer(
  state: WorkspaceState,
  statements: ReadonlyMap<string, Uint8Array>,
  { accountId, grantees, deals, terms }: DealingRow,
): DealingAccount {
  const members = grantees.filter((memberId) => state.members.has(memberId as MemberId))
  const all = members.flatMap((memberId) =>
    liveDevices(state, memberId as MemberId).map(({ deviceId }) => ({ memberId, deviceId })),
  )
  return {
    accountId,
    devices: all.flatMap((device) => {
      const statement = statements.get(device.deviceId)
      return statement === undefined ? [] : [{ ...device, statement: textOf(statement) }]
    }),
    missing: all.filter(({ deviceId }) => !statements.has(deviceId)),
    deals: deals.map((deal) => ({ ...deal, publicKeyHash: textOf(deal.publicKeyHash) })),
    terms: terms.map((one) => ({ ...one, statement: textOf(one.statement) })),
  }
}

export const pushDeals: Handler<'pushDeals'> = async (server, call) => {
  const { body, by, now, once } = call
  const { workspaceId, memberId, deviceId, state } = by
  const signer = await server.signer.identity()
  const dealing: Dealing = { workspaceId, memberId, deviceId, state, now, signer }
  const accounts = new Map<string, Promise<SharedAccount>>()
  const checked: (NewDeal | Refusal)[] = []
  for (const [at, one] of body.deals.entries()) {
    const sent = sentDeal(one, at)
    checked.push(await checkOne(server, call, dealing, accounts, sent))
  }
  const fit = checked.filter((one): one is NewDeal => !('outcome' in one))
  const outcomes = new Map(
    (await server.store.deals.insert(workspaceId, fit, once)).map((one) => [
      one.dealId,
      one.outcome,
    ]),
  )
  // A repeated push gets what the store answered first, whatever is refused by now.
  return {
    results: checked.map((one) => {
      const outcome = one.dealId === null ? undefined : outcomes.get(one.dealId)
      if (outcome !== undefined && one.dealId !== null) return resultOf(one.dealId, outcome)
      return 'outcome' in one ? one : resultOf(one.dealId, 'known')
    }),
  }
}

function sentDeal(one: Call<'pushDeals'>['body']['deals'][number], at: number): SentDeal {
  return {
    deal: bytesOf(one.deal, `deals.${at}.deal`),
    forSigner: bytesOf(one.forSigner, `deals.${at}.forSigner`),
    forDevice: bytesOf(one.forDevice, `deals.${at}.forDevice`),
    replaces: one.replaces,
  }
}

async function checkOne(
  { store }: Server,
  { by }: Call<'pushDeals'>,
  dealing: Dealing,
  accounts: Map<string, Promise<SharedAccount>>,
  sent: SentDeal,
): Promise<NewDeal | Refusal> {
  let dealId: string | null = null
  try {
    const deal = parseDeal(sent.deal)
    const { accountId } = deal
    dealId = deal.dealId
    const account = accounts.get(accountId) ?? ownedAccount(store, by, accountId)
    accounts.set(accountId, account)
    return checkDeal(dealing, await account, sent)
  } catch (error) {
    if (error instanceof CosigningError) {
      const code = error.rule === 'deal.signer' ? 'signer_changed' : 'object_refused'
      return { dealId, outcome: 'refused', code, rule: error.rule }
    }
    if (!(error instanceof Refused)) throw error
    const { code, rule = null } = error.refusal
    if (code === 'object_refused') return { dealId, outcome: 'refused', code, rule }
    if (code === 'forbidden' || code === 'account_unknown')
      return { dealId, outcome: 'refused', code: 'forbidden', rule: rule ?? 'needs-grant' }
    throw error
  }
}

function resultOf(dealId: string, outcome: DealOutcome): DealResult {
  if (outcome === 'accepted') return { dealId, outcome }
  const refused = { dealId, outcome: 'refused' } as const
  if (outcome === 'no-grant') return { ...refused, code: 'forbidden', rule: 'needs-grant' }
  return { ...refused, code: outcome === 'known' ? 'deal_known' : 'deal_stale', rule: null }
}

export const getDeals: Handler<'getDeals'> = async (server, { query, by }) => {
  const { workspaceId, memberId, deviceId, workspace } = by
  const { since, begunAt = since } = query
  if (since > workspace.revision) throw new Refused('start_again')
  const asked = { workspaceId, memberId, deviceId, since, begunAt, limit: LIMITS.page }
  const page = await server.store.deals.pull(asked)
  return {
    revision: page.revision,
    hasMore: page.hasMore,
    deals: page.deals.map(({ bytes, forDevice }) => ({
      deal: textOf(bytes),
      forDevice: textOf(forDevice),
    })),
    dead: [...page.dead],
    grants: page.grants.map((grant) => ({
      accountId: grant.accountId,
      signInsUsed: grant.signInsUsed,
      left: grant.left,
      terms: grant.terms === null ? null : textOf(grant.terms),
    })),
  }
}

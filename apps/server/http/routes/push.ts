import { type AccountPush, indexListId, type PushResult } from '@keyward/protocol'
import { Refused } from '../../auth/refused.ts'
import { ObjectError } from '../../objects/error.ts'
import { checkPush } from '../../objects/push.ts'
import type { AccountFacts, AccountWrite } from '../../store/ports/accounts.ts'
import { resultAnswer } from '../account-answer.ts'
import type { Call, Handler } from '../handler.ts'
import { noteRefusal } from '../note-refusal.ts'
import type { Server } from '../server.ts'

type Refusal = Extract<PushResult, { outcome: 'refused' }>

export const push: Handler<'push'> = async (server, call) => {
  const { body, by, once } = call
  const { workspaceId, memberId } = by
  const ids = body.accounts.map(({ accountId }) => accountId)
  if (new Set(ids).size !== ids.length) {
    const message = 'An account is there twice.'
    throw new Refused('bad_request', { path: 'accounts', message })
  }
  const index = indexListId(workspaceId)
  const facts = await server.store.accounts.facts(workspaceId, ids)
  const checked = body.accounts.map((one, at) => checkOne(call, one, facts[at], index, at))
  const writes = checked.filter((one): one is AccountWrite => !('outcome' in one))
  const done = await server.store.accounts.write({
    workspaceId,
    memberId,
    writes,
    indexListId: index,
    once,
  })
  const results = new Map(done.results.map((one) => [one.accountId, resultAnswer(one)]))
  // A repeated push gets what the store answered first, whatever is refused by now.
  for (const one of checked) {
    if ('outcome' in one && !results.has(one.accountId)) {
      results.set(one.accountId, one)
      await noteOne(server, call, one)
    }
  }
  const answered = ids.map((id) => results.get(id))
  return {
    revision: done.revision,
    results: answered.filter((one) => one !== undefined),
  }
}

function checkOne(
  { by, now }: Call<'push'>,
  one: AccountPush,
  facts: AccountFacts | undefined,
  index: string,
  at: number,
): AccountWrite | Refusal {
  const { accountId, isPutBack } = one
  const known = facts ?? {
    accountId,
    list: undefined,
    profileVersion: 0,
    secretsVersion: 0,
    isDeleted: false,
  }
  try {
    return checkPush({ ...by, isPutBack }, now, known, one, accountId === index)
  } catch (error) {
    if (error instanceof ObjectError)
      return { accountId, outcome: 'refused', code: 'object_refused', rule: error.rule }
    if (!(error instanceof Refused)) throw error
    const { code, rule = null, path } = error.refusal
    if (code === 'forbidden' || code === 'account_unknown')
      return { accountId, outcome: 'refused', code, rule }
    throw new Refused(code, { path: `accounts.${at}.${path ?? ''}`, cause: error })
  }
}

async function noteOne(server: Server, { by }: Call<'push'>, refused: Refusal): Promise<void> {
  const { accountId, code, rule } = refused
  if (code !== 'forbidden') return
  await noteRefusal(server, by, { action: 'push', rule: rule ?? code, accountId })
}

import type { AccountPush, PushResult } from '@keyward/protocol'
import type { RouteRequest } from '@keyward/protocol/routes'
import type { AccessListStatement, AccountKeys, AccountRole } from '@keyward/vault/access'
import { newId } from './keys.ts'
import { makeKeys, makeList, type MadeList } from './lists.ts'
import { PLAIN_PUSH } from './members.ts'
import { authorOf, granteeOf, type TestMember } from './workspace.ts'
import { makeWrite, type MadeWrite } from './writes.ts'

type Pushed = RouteRequest<'push'>['accounts'][number]

/** An account as its maker has it after it was pushed. */
export interface TestAccount {
  readonly accountId: string
  readonly keys: AccountKeys
  readonly list: MadeList
  readonly profile: MadeWrite
  readonly secrets: MadeWrite
}

/** Grants of this role to these members. */
export function grantsTo(members: readonly TestMember[], role: AccountRole = 'owner') {
  return members.map((member) => [granteeOf(member), role] as const)
}

/** Everything of a new account, not pushed yet. */
export async function makeAccount(
  by: TestMember,
  others: readonly TestMember[] = [],
): Promise<TestAccount & { readonly push: Pushed }> {
  const accountId = newId()
  const keys = makeKeys()
  const author = await authorOf(by)
  const list = await makeList(author, accountId, keys, grantsTo([by, ...others]))
  const profile = await makeWrite(author, accountId, 'profile', keys)
  const secrets = await makeWrite(author, accountId, 'secrets', keys)
  const push: AccountPush = {
    ...PLAIN_PUSH,
    lists: [list.push],
    accountId,
    profile: profile.text,
    secrets: secrets.text,
  }
  return { accountId, keys, list, profile, secrets, push }
}

/** The same, pushed. */
export async function createAccount(
  by: TestMember,
  others: readonly TestMember[] = [],
): Promise<TestAccount> {
  const made = await makeAccount(by, others)
  const result = await pushOne(by, made.push)
  if (result.outcome !== 'accepted') throw new Error(JSON.stringify(result))
  return made
}

/** Pushes one account, and says how it went. */
export async function pushOne(
  by: TestMember,
  account: Partial<Pushed> & { readonly accountId: string },
): Promise<PushResult> {
  const body = { accounts: [{ ...PLAIN_PUSH, ...account, lists: [...(account.lists ?? [])] }] }
  const { results } = await by.device.must('push', { body })
  return results[0] as PushResult
}

/** The account's next list, for these owners, with whatever is changed before it is signed. */
export async function nextList(
  by: TestMember,
  account: Pick<TestAccount, 'accountId' | 'list' | 'keys'>,
  owners: readonly TestMember[],
  change: Partial<AccessListStatement> = {},
  keys: AccountKeys = account.keys,
): Promise<MadeList> {
  const before = account.list.signed
  const author = await authorOf(by)
  return makeList(author, account.accountId, keys, grantsTo(owners), before, change)
}

/** `accepted`, or why not. */
export async function outcome(
  by: TestMember,
  push: Parameters<typeof pushOne>[1],
): Promise<string> {
  const result = await pushOne(by, push)
  if (result.outcome !== 'refused') return result.outcome
  return `${result.code} ${result.rule ?? ''}`.trim()
}

/** A push of further lists. */
export const listed = (account: Pick<TestAccount, 'accountId'>, ...lists: MadeList[]) => ({
  accountId: account.accountId,
  lists: lists.map(({ push }) => push),
})

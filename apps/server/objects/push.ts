import { equalBytes } from '@keyward/codec'
import type { AccountPush } from '@keyward/protocol'
import { Refused } from '../auth/refused.ts'
import { actorNow } from '../membership/standing.ts'
import type { AccountFacts, AccountWrite, GrantedList, WriteRow } from '../store/ports/accounts.ts'
import type { Pushing } from './author.ts'
import { checkList, requireMay } from './check-list.ts'
import { checkWrite } from './check-write.ts'
import { ObjectError } from './error.ts'
import { accountHappenings } from './happenings.ts'
import { type AccessList, parseList, roleIn } from './list.ts'
import { bytesOf } from '../auth/text.ts'
import { grantedList } from './wrapped.ts'
import { parseWrite, type Write } from './write.ts'

/** No list has this version, so that the store finds a write on it stale. */
const NEVER = -1

/**
 * Reads and checks a push of one account: what is returned may be written, provided that the newest
 * list is still the one in the facts. A push that builds on something older comes out as a write
 * that the store will find stale, and with nothing in it that was not checked.
 *
 * @throws {ObjectError}, {Refused} `forbidden`, `account_unknown`, `bad_request`
 */
export function checkPush(
  by: Pushing,
  now: number,
  facts: AccountFacts,
  push: AccountPush,
  isIndex: boolean,
): AccountWrite {
  const { accountId } = push
  if (isIndex) checkIndexPush(push)
  const before = facts.list === undefined ? undefined : parseList(facts.list.bytes)
  const lists = push.lists.map((one, index) => ({
    list: parseList(bytesOf(one.list, `lists.${index}.list`)),
    sent: one.wrapped.map((wrapped) => ({
      granteeId: wrapped.granteeId,
      profile: bytesOf(wrapped.profile, `lists.${index}.wrapped`),
      secrets: wrapped.secrets === null ? null : bytesOf(wrapped.secrets, `lists.${index}.wrapped`),
    })),
  }))
  requireKnown(by, before, lists[0]?.list)
  const writes = [readWrite(push, 'profile'), readWrite(push, 'secrets')]
  const empty = emptyWrite(push)
  if (
    !follow(
      before,
      lists.map(({ list }) => list),
    )
  )
    return empty

  const granted: GrantedList[] = []
  let newest = before
  for (const { list, sent } of lists) {
    checkList(by, accountId, newest, list, isIndex)
    granted.push(grantedList(list, newest, sent, by.isPutBack))
    newest = list
  }
  if (newest === undefined) throw new Refused('account_unknown')
  if (!checkWrites(by, newest, writes)) return empty
  requireMayMark(by, newest, push)
  const asking = { memberId: by.memberId, deviceId: by.deviceId, time: now }
  const made = writes.filter((write) => write !== null)
  const change = { accountId, before, lists: lists.map(({ list }) => list), writes: made }
  const wasDeleted = facts.isDeleted
  return {
    ...empty,
    checkedAt: facts.list?.version ?? 0,
    lists: granted,
    profile: rowOf(writes[0]),
    secrets: rowOf(writes[1]),
    claims: claimsOf(push),
    isDeleted: push.isDeleted,
    // Who may create accounts follows from the membership chain, which has entries of its own.
    activity: isIndex
      ? []
      : accountHappenings(asking, { ...change, wasDeleted, isDeleted: push.isDeleted }),
  }
}

/** Members who have no role on an account don't learn that it exists. */
function requireKnown(
  by: Pushing,
  before: AccessList | undefined,
  first: AccessList | undefined,
): void {
  const isMade = before === undefined && first?.version === 1
  const isGranted = before !== undefined && roleIn(before, by.memberId) !== 'none'
  // Who puts an account back may have got it by a version that the server has lost.
  if (!isMade && !isGranted && !(by.isPutBack && before !== undefined && first !== undefined))
    throw new Refused('account_unknown')
}

function checkIndexPush(push: AccountPush): void {
  const isPlain = push.profile === null && push.secrets === null
  if (!isPlain || push.claims !== null || push.isDeleted !== null)
    throw new ObjectError('index.content', 'The index key has an access list and nothing else.')
}

/** Whether the lists follow one another, and the first of them the one that the server has. */
function follow(before: AccessList | undefined, lists: readonly AccessList[]): boolean {
  let last = before
  for (const list of lists) {
    if (list.version !== (last?.version ?? 0) + 1) return false
    if (last !== undefined && !equalBytes(list.prevHash, last.hash)) return false
    last = list
  }
  return true
}

function readWrite(push: AccountPush, kind: Write['kind']): Write | null {
  const text = push[kind]
  return text === null ? null : parseWrite(bytesOf(text, kind))
}

/** @returns false when one of them is sealed with an older key */
function checkWrites(by: Pushing, list: AccessList, writes: readonly (Write | null)[]): boolean {
  const [profile, secrets] = writes
  const checked = [
    profile && checkWrite(by, list, 'profile', profile),
    secrets && checkWrite(by, list, 'secrets', secrets),
  ]
  return !checked.includes('older-key')
}

/** Claims, deleting and restoring carry no signature: who asks for them has to be an owner. */
function requireMayMark(by: Pushing, list: AccessList, push: AccountPush): void {
  const actor = actorNow(by.standing, by.memberId)
  if (actor === undefined) throw new Refused('not_admitted')
  const relation = roleIn(list, by.memberId)
  if (push.claims !== null) requireMay(actor, 'account.edit', { relation })
  if (push.isDeleted === true) requireMay(actor, 'account.delete', { relation })
  if (push.isDeleted === false) requireMay(actor, 'account.restore', { relation })
}

/** A write that can only be stale. */
function emptyWrite({ accountId, onTaken, isPutBack }: AccountPush): AccountWrite {
  return {
    accountId,
    checkedAt: NEVER,
    lists: [],
    profile: null,
    secrets: null,
    claims: null,
    isDeleted: null,
    onTaken,
    isPutBack,
    activity: [],
  }
}

function rowOf(write: Write | null | undefined): WriteRow | null {
  if (write === null || write === undefined) return null
  const { version, hash, prevHash, bytes } = write
  return { version, hash, prevHash, bytes }
}

function claimsOf({ claims }: AccountPush): AccountWrite['claims'] {
  if (claims === null) return null
  return {
    indexEpoch: claims.indexEpoch,
    claims: claims.claims.map((claim, index) => bytesOf(claim, `claims.claims.${index}`)),
  }
}

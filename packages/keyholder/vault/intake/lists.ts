import { decodeBase64url, equalBytes } from '@keyward/codec'
import { indexListId } from '@keyward/protocol'
import {
  type AccessListStatement,
  checkSuccessor,
  isOwner,
  type ListAuthor,
  parseAccessList,
  type SignedAccessList,
  type VerifiedAccessList,
} from '@keyward/vault/access'
import type { ChainHead } from '@keyward/vault/envelope'
import type { MemberId } from '@keyward/workspace/chain'
import { may } from '@keyward/workspace/rules'
import type { VaultPorts } from '../context.ts'
import type { MembershipView } from '../membership-view.ts'
import { damaged } from '../rows/fields.ts'
import type { Known } from '../rows/known.ts'
import { listKey, listsBefore } from '../rows/row-keys.ts'
import { type ExaminedLists, Refusal } from './examined.ts'

/** The list as it was signed, and the bytes that are kept of it. */
interface ReceivedList {
  readonly list: SignedAccessList
  readonly bytes: Uint8Array
}

/**
 * Verifies the lists of a change, oldest first, on top of those that are known. undefined when there
 * is nothing new in them.
 *
 * @param mayBeOlder the server was restored from a backup, and may have fewer
 * @throws {VaultError} `access.*`; {Refusal} `access.fork`, `access.older`, `access.chain-head`,
 *   `access.grant`
 */
export async function examineLists(
  ports: VaultPorts,
  view: MembershipView,
  accountId: string,
  known: Known | undefined,
  texts: readonly string[],
  mayBeOlder: boolean,
): Promise<ExaminedLists | undefined> {
  const received = texts.map((text) => {
    const bytes = decodeBase64url(text)
    return { list: parseAccessList(bytes), bytes }
  })
  const last = received.at(-1)
  if (last === undefined) return undefined
  const knownVersion = known?.list.version ?? 0
  for (const one of received) {
    if (one.list.statement.version <= knownVersion) await expectSame(ports, accountId, one)
  }
  if (last.list.statement.version < knownVersion && !mayBeOlder)
    throw new Refusal('access.older', 'The server has an older access list than was seen before.')
  const fresh = received.filter(({ list }) => list.statement.version > knownVersion)
  if (fresh.length === 0) return undefined

  let newest = await foldStored(ports, view, accountId, known)
  const owners = new Set(newest === undefined ? [] : ownersOf(newest.statement))
  const added: { version: number; bytes: Uint8Array }[] = []
  for (const { list, bytes } of fresh) {
    const { statement } = list
    if (statement.accountId !== accountId || statement.workspaceId !== view.state.workspaceId)
      throw new Refusal('access.other-account', 'The access list is of another account.')
    const before = newest?.statement
    newest = checkSuccessor(newest, list, authorOf(view, statement))
    checkPlace(view, statement)
    checkGrants(view, statement, before)
    for (const owner of ownersOf(statement)) owners.add(owner)
    added.push({ version: statement.version, bytes })
  }
  if (newest === undefined) return undefined
  const { statement } = newest
  return { added, newest, formerOwners: [...owners].filter((owner) => !isOwner(statement, owner)) }
}

/**
 * The newest known list as verified, by folding all that are kept.
 *
 * @throws {KeyholderError} `replica.damaged`; {VaultError} `access.*`
 */
export async function foldStored(
  { replica }: Pick<VaultPorts, 'replica'>,
  view: MembershipView,
  accountId: string,
  known: Known | undefined,
): Promise<VerifiedAccessList | undefined> {
  let newest: VerifiedAccessList | undefined
  for (const list of await storedLists({ replica }, accountId, known))
    newest = checkSuccessor(newest, list, authorOf(view, list.statement))
  if (known !== undefined && !(newest && equalBytes(newest.hash, known.list.hash))) throw damaged()
  return newest
}

/** All known lists of an account, oldest first. */
export async function storedLists(
  { replica }: Pick<VaultPorts, 'replica'>,
  accountId: string,
  known: Known | undefined,
): Promise<readonly SignedAccessList[]> {
  if (known === undefined) return []
  const after = listsBefore(accountId)
  const rows = await replica.list('lists', { after, limit: known.list.version })
  const last = listKey(accountId, known.list.version)
  return rows
    .filter(({ key }) => key.startsWith(after) && key <= last)
    .map(({ value }) => parseAccessList(value))
}

/** Whether what a statement names as the end of the chain is in the chain. */
export function isInChain(view: MembershipView, { sequence, hash }: ChainHead): boolean {
  const own = view.hashAt(sequence - 1)
  return own !== undefined && equalBytes(own, hash)
}

function authorOf(view: MembershipView, statement: AccessListStatement): ListAuthor {
  const { memberId, deviceId, head } = statement
  const publicKey = view.authorAt(memberId, deviceId, head.sequence - 1)
  if (publicKey !== undefined) return { memberId, deviceId, publicKey }
  throw new Refusal('access.author', 'The access list is signed by no device of the workspace.')
}

function checkPlace(view: MembershipView, { head, accountId, version }: AccessListStatement): void {
  if (!isInChain(view, head))
    throw new Refusal('access.chain-head', 'The access list rests on another membership chain.')
  // The list of the index key is made together with the workspace, and with nothing else.
  const isIndexGenesis = version === 1 && accountId === indexListId(view.state.workspaceId)
  if (isIndexGenesis && head.sequence !== 1)
    throw new Refusal(
      'access.genesis',
      'The list of the index key was not made with the workspace.',
    )
}

/**
 * Grants that are new have to be the rules' to give: to a member of that time, and, where the chain
 * has not moved on since, one whose role may own accounts. Who lost that role later is removed by an
 * Owner's device, not refused here: the account has to stay readable until then.
 */
function checkGrants(
  view: MembershipView,
  { grants, head }: AccessListStatement,
  before: AccessListStatement | undefined,
): void {
  const { state } = view
  const isPresent = head.sequence === state.head.sequence + 1
  for (const { granteeId, granteeKind, role } of grants) {
    if (before?.grants.some((one) => one.granteeId === granteeId && one.role === role)) continue
    if (granteeKind !== 'member') continue
    const member = state.members.get(granteeId as MemberId)
    const joinedAt = member?.joinedAt ?? state.formerMembers.get(granteeId as MemberId)?.joinedAt
    const removedAt = state.formerMembers.get(granteeId as MemberId)?.removedAt ?? Infinity
    const wasThere =
      joinedAt !== undefined && joinedAt < head.sequence && removedAt >= head.sequence
    const mayOwn = member === undefined || may(member, 'accounts.create', {}).allowed
    if (!wasThere || (role === 'owner' && isPresent && !mayOwn))
      throw new Refusal('access.grant', 'The access list grants what the rules do not allow.')
  }
}

async function expectSame(
  { replica }: VaultPorts,
  accountId: string,
  { list, bytes }: ReceivedList,
): Promise<void> {
  const stored = await replica.get('lists', listKey(accountId, list.statement.version))
  if (stored === undefined || !equalBytes(stored, bytes))
    throw new Refusal('access.fork', 'The access list is another one of a version seen before.')
}

function ownersOf({ grants }: AccessListStatement): string[] {
  return grants.filter(({ role }) => role === 'owner').map(({ granteeId }) => granteeId)
}

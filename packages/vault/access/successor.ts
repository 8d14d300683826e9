import { equalBytes } from '@keyward/codec'
import { verifyStatement } from '@keyward/primitives/identity'
import { VaultError, type VaultRule } from '../error.ts'
import { ACCESS_LIST } from '../labels.ts'
import {
  type AccessListStatement,
  hashAccessList,
  type KeyState,
  type SignedAccessList,
  statementMap,
} from './list.ts'

const VERIFIED = Symbol('verified')

/** An access list that was checked against the one before: the only source of key epochs. */
export class VerifiedAccessList {
  readonly statement: AccessListStatement
  readonly hash: Uint8Array

  /** Made by `checkSuccessor` alone: nobody else has the token. */
  constructor(list: SignedAccessList, token: typeof VERIFIED) {
    if (token !== VERIFIED)
      throw new VaultError('access.author', 'Only checkSuccessor verifies an access list.')
    this.hash = hashAccessList(list)
    const grants = Object.freeze(list.statement.grants.map((grant) => Object.freeze({ ...grant })))
    this.statement = Object.freeze({ ...list.statement, grants })
    Object.freeze(this)
  }
}

/** The signer as found in the folded membership chain, with a device that was live. */
export interface ListAuthor {
  readonly memberId: string
  readonly deviceId: string
  /** The device's signing key, 32 bytes. */
  readonly publicKey: Uint8Array
}

/**
 * Checks a received list against the newest one that this device knows, or, with none, as the
 * genesis of an account: version 1, signed by its creator, who is an owner in it. A device that
 * knows nothing of an account yet folds its lists from the first. Versions may be left out, as long
 * as an owner of the known list signed: else the ones between have to be folded first.
 *
 * @returns the known list itself when the received one is the same
 * @throws {VaultError} `access.author` when the signer is another or no owner in the known list,
 *   `access.signature`, `access.other-account`, `access.genesis`, `access.older`; `access.fork` for
 *   another list of the known version; `access.prev-hash`; `access.epoch` for an epoch that goes
 *   back, or stays when an owner was removed; `access.commitment` for another key in the same epoch;
 *   `access.chain-head` for a membership chain shorter than, or other than, the known list's
 */
export function checkSuccessor(
  known: VerifiedAccessList | undefined,
  received: SignedAccessList,
  author: ListAuthor,
): VerifiedAccessList {
  const { statement, signature } = received
  if (statement.memberId !== author.memberId || statement.deviceId !== author.deviceId)
    throw refused('access.author', 'is signed by another than the author that was looked up')
  if (!verifyStatement(author.publicKey, ACCESS_LIST, statementMap(statement), signature))
    throw refused('access.signature', 'has no signature of its author')
  const verified = new VerifiedAccessList(received, VERIFIED)
  if (known === undefined) {
    if (statement.version !== 1)
      throw refused('access.genesis', 'is not the first of its account, and none is known')
    if (!isOwner(statement, author.memberId))
      throw refused('access.author', 'is the first of its account, and its creator is no owner')
    return verified
  }
  if (verified.statement.version === known.statement.version) {
    checkSameAccount(known.statement, statement)
    if (!equalBytes(verified.hash, known.hash))
      throw refused('access.fork', 'is another one of the version that this device has seen')
    return known
  }
  checkAgainst(known, statement)
  return verified
}

/** Whether the member is an owner by a list. */
export function isOwner(statement: AccessListStatement, memberId: string): boolean {
  return statement.grants.some((grant) => grant.role === 'owner' && grant.granteeId === memberId)
}

function checkAgainst(known: VerifiedAccessList, next: AccessListStatement): void {
  const before = known.statement
  checkSameAccount(before, next)
  if (next.version < before.version)
    throw refused('access.older', 'is older than what this device has seen')
  if (next.version === before.version + 1 && !equalBytes(next.prevHash, known.hash))
    throw refused('access.prev-hash', 'does not build on the one that this device has seen')
  if (!isOwner(before, next.memberId))
    throw refused('access.author', 'is signed by a member who was no owner before')
  checkKeys(before, next)
  if (
    next.head.sequence < before.head.sequence ||
    (next.head.sequence === before.head.sequence && !equalBytes(next.head.hash, before.head.hash))
  )
    throw refused('access.chain-head', 'rests on an older or another membership chain')
}

function checkKeys(before: AccessListStatement, next: AccessListStatement): void {
  const hasLostOwner = before.grants.some(
    (grant) => grant.role === 'owner' && !isOwner(next, grant.granteeId),
  )
  for (const compartment of ['profile', 'secrets'] as const) {
    const old: KeyState = before[compartment]
    const now: KeyState = next[compartment]
    if (now.epoch < old.epoch) throw refused('access.epoch', 'goes back to an older key')
    if (now.epoch > old.epoch) continue
    if (hasLostOwner) throw refused('access.epoch', 'removes an owner and keeps a key')
    if (!equalBytes(now.commitment, old.commitment))
      throw refused('access.commitment', 'names another key of the same epoch')
  }
}

function checkSameAccount(before: AccessListStatement, next: AccessListStatement): void {
  if (before.workspaceId !== next.workspaceId || before.accountId !== next.accountId)
    throw refused('access.other-account', 'is of another account')
}

function refused(rule: VaultRule, what: string): VaultError {
  return new VaultError(rule, `The access list ${what}.`)
}

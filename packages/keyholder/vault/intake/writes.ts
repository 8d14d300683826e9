import { decodeBase64url, equalBytes } from '@keyward/codec'
import { type AccessListStatement, isOwner } from '@keyward/vault/access'
import { parseWrite, type VerifiedWrite, verifyWrite } from '@keyward/vault/envelope'
import { type Compartment, FORMAT_VERSIONS } from '../account/load.ts'
import type { VaultPorts } from '../context.ts'
import type { MembershipView } from '../membership-view.ts'
import type { KnownWrite } from '../rows/known.ts'
import type { EpochKey } from '../rows/opened-keys.ts'
import { type ExaminedWrite, Refusal } from './examined.ts'
import { isInChain } from './lists.ts'

/** What a write is held against. */
export interface WriteCheck {
  readonly accountId: string
  readonly compartment: Compartment
  /** The newest verified list: who may write, and the epochs. */
  readonly list: AccessListStatement
  readonly key: EpochKey
  readonly known: KnownWrite | undefined
  /** The server was restored from a backup: older versions and forks are told apart, not refused. */
  readonly isRestored: boolean
}

/** A write that is good, and how it stands to what was known. */
export interface CheckedWrite<T> extends ExaminedWrite<T> {
  readonly verified: VerifiedWrite
  readonly standing: 'new' | 'same' | 'older' | 'forked'
}

/**
 * Verifies and opens one compartment's write. undefined for one under a key that has been replaced,
 * which a restored backup brings again: it is older, and nothing here opens it any more.
 *
 * @throws {VaultError} `write.*`, `sealed.*`; {AccountsError} `content.*`; {Refusal} `write.author`
 *   and `write.chain-head`
 */
export async function checkWrite<T>(
  { platform, unlocked }: VaultPorts,
  view: MembershipView,
  check: WriteCheck,
  text: string,
  read: (content: Uint8Array) => T,
): Promise<CheckedWrite<T> | undefined> {
  const bytes = decodeBase64url(text)
  const received = parseWrite(bytes)
  const { memberId, deviceId, head, context } = received.statement
  if (check.isRestored && context.keyEpoch < check.key.epoch) return undefined
  const publicKey = view.authorAt(memberId, deviceId, head.sequence - 1)
  if (publicKey === undefined || !isOwner(check.list, memberId))
    throw new Refusal('write.author', 'The write is by nobody who may write to the account.')
  if (!isInChain(view, head))
    throw new Refusal('write.chain-head', 'The write rests on another membership chain.')
  const verified = verifyWrite(received, {
    kind: check.compartment,
    workspaceId: unlocked().workspaceId,
    objectId: check.accountId,
    keyEpoch: check.key.epoch,
    formatVersions: FORMAT_VERSIONS,
    ...(check.known === undefined || check.isRestored ? {} : { known: check.known }),
    author: { memberId, deviceId, publicKey },
  })
  return {
    bytes,
    verified,
    write: { version: context.version, hash: verified.hash, author: publicKey },
    content: read(await verified.open(platform.aead, check.key.key)),
    standing: standingOf(verified, check.known),
  }
}

function standingOf(
  { statement, hash }: VerifiedWrite,
  known: KnownWrite | undefined,
): CheckedWrite<unknown>['standing'] {
  const { version, prevHash } = statement.context
  if (known === undefined || version > known.version + 1) return 'new'
  if (version < known.version) return 'older'
  if (version === known.version) return equalBytes(hash, known.hash) ? 'same' : 'forked'
  return equalBytes(prevHash, known.hash) ? 'new' : 'forked'
}

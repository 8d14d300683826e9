import { equalBytes } from '@keyward/codec'
import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { sha256 } from '@keyward/primitives/hash'
import { verifyStatement } from '@keyward/primitives/identity'
import { VaultError, type VaultRule } from '../error.ts'
import { SEALED_WRITE } from '../labels.ts'
import { open } from './open.ts'
import { type SealedWrite, sealedOf, statementMap, type WriteStatement } from './write.ts'

/** What the caller expects of a write before it looks at it. */
export interface ExpectedWrite {
  /** The object that was asked for. */
  readonly kind: string
  readonly workspaceId: string
  readonly objectId: string
  /** The epoch that the access list names for this compartment. */
  readonly keyEpoch: number
  /** The content formats that the caller can read. */
  readonly formatVersions: readonly number[]
  /** The highest version that this device has seen, if any. */
  readonly known?: { readonly version: number; readonly hash: Uint8Array }
  /** The author as found in the folded membership chain, and known to have had the right to write. */
  readonly author: {
    readonly memberId: string
    readonly deviceId: string
    /** The device's signing key, 32 bytes. */
    readonly publicKey: Uint8Array
  }
}

const VERIFIED = Symbol('verified')

/** A write whose author, context and place in the object's history were checked. */
export class VerifiedWrite {
  readonly statement: WriteStatement
  readonly hash: Uint8Array
  readonly #sealed: Uint8Array

  /** Made by `verifyWrite` alone: nobody else has the token. */
  constructor(write: SealedWrite, token: typeof VERIFIED) {
    if (token !== VERIFIED)
      throw new VaultError('write.author', 'Only verifyWrite verifies a write.')
    this.statement = write.statement
    this.hash = write.hash
    this.#sealed = sealedOf(write).slice()
    Object.freeze(this)
  }

  /** Opens the content; see `openWrite`. */
  open(aead: Aead, key: AeadKey): Promise<Uint8Array> {
    return open(aead, key, this.statement.context, this.#sealed)
  }
}

/**
 * Checks a write against what the caller asked for. Whether the author had the right to write is
 * the caller's to check, with the same member and device, before or after.
 *
 * @throws {VaultError} `write.context` for another object, epoch or an unreadable format;
 *   `write.author`, `write.signature`, `write.sealed-hash`; `write.older` below the known version,
 *   `write.fork` for another write of the known version, `write.prev-hash` for a next version that
 *   does not build on it
 */
export function verifyWrite(write: SealedWrite, expected: ExpectedWrite): VerifiedWrite {
  const { statement } = write
  const { context } = statement
  const { author } = expected
  if (
    context.kind !== expected.kind ||
    context.workspaceId !== expected.workspaceId ||
    context.objectId !== expected.objectId ||
    context.keyEpoch !== expected.keyEpoch ||
    !expected.formatVersions.includes(context.formatVersion)
  )
    throw refused('write.context', 'is of another object, epoch or format than was asked for')
  if (statement.memberId !== author.memberId || statement.deviceId !== author.deviceId)
    throw refused('write.author', 'is of another author')
  if (!equalBytes(sha256(sealedOf(write)), statement.sealedHash))
    throw refused('write.sealed-hash', 'comes with other sealed bytes than were signed')
  if (!verifyStatement(author.publicKey, SEALED_WRITE, statementMap(statement), write.signature))
    throw refused('write.signature', 'has no signature of its author')
  checkHistory(write, expected.known)
  return new VerifiedWrite(write, VERIFIED)
}

/**
 * Opens the content of a verified write. The context is the one that the caller asked for: the
 * verification compared it.
 *
 * @throws {VaultError} `sealed.refused`, `sealed.malformed`
 */
export function openWrite(aead: Aead, key: AeadKey, write: VerifiedWrite): Promise<Uint8Array> {
  return write.open(aead, key)
}

function checkHistory(write: SealedWrite, known: ExpectedWrite['known']): void {
  if (known === undefined) return
  const { version, prevHash } = write.statement.context
  if (version < known.version)
    throw refused('write.older', 'is older than what this device has seen')
  if (version === known.version && !equalBytes(write.hash, known.hash))
    throw refused('write.fork', 'is another one of the version that this device has seen')
  if (version === known.version + 1 && !equalBytes(prevHash, known.hash))
    throw refused('write.prev-hash', 'does not build on the version that this device has seen')
}

function refused(rule: VaultRule, what: string): VaultError {
  return new VaultError(rule, `The write ${what}.`)
}

import { equalBytes } from '@keyward/codec'
import type { Aead, AeadKey } from '@keyward/primitives/aead'
import { sha256 } from '@keyward/primitives/hash'
import { verifyStatement } from '@keyward/primitives/identity'
import { VaultError, type VaultRule } from '../error.ts'
import { SEALED_WRITE } from '../labels.ts'
import { open } from './open.ts'
import { type SealedWrite, sealedOf, statementMap, type WriteStatement } from './write.ts'

/** The place at which the caller expects a write. */
export interface ExpectedPlace {
  /** The object that was asked for. */
  readonly kind: string
  readonly workspaceId: string
  readonly objectId: string
  /** The epoch that the access list names for this compartment. */
  readonly keyEpoch: number
  /** The content formats that the caller can read. */
  readonly formatVersions: readonly number[]
}

/** What the caller expects of a write before it looks at it. */
export interface ExpectedWrite extends ExpectedPlace {
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

  /** Made by `verifyWrite` and `recallWrite` alone: nobody else has the token. */
  constructor(write: SealedWrite, token: typeof VERIFIED) {
    if (token !== VERIFIED)
      throw new VaultError(
        'write.author',
        'Only verifyWrite and recallWrite make a verified write.',
      )
    this.statement = write.statement
    this.hash = write.hash
    this.#sealed = new Uint8Array(sealedOf(write))
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
  const { author } = expected
  checkPlace(write, expected)
  if (statement.memberId !== author.memberId || statement.deviceId !== author.deviceId)
    throw refused('write.author', 'is of another author')
  checkSealed(write)
  if (!verifyStatement(author.publicKey, SEALED_WRITE, statementMap(statement), write.signature))
    throw refused('write.signature', 'has no signature of its author')
  checkHistory(write, expected.known)
  return new VerifiedWrite(write, VERIFIED)
}

/**
 * Takes a write that this device has verified before and kept, by the hash that it kept of it where
 * nobody else can write. The hash covers the statement with its signature, and the statement covers
 * the sealed bytes: what has the hash is what was verified then.
 *
 * @throws {VaultError} `write.context` for another object, epoch or an unreadable format;
 *   `write.sealed-hash`; `write.fork` for another write than the one of the hash
 */
export function recallWrite(
  write: SealedWrite,
  expected: ExpectedPlace & { readonly hash: Uint8Array },
): VerifiedWrite {
  checkPlace(write, expected)
  if (!equalBytes(write.hash, expected.hash))
    throw refused('write.fork', 'is another one than this device has verified')
  checkSealed(write)
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

function checkPlace({ statement: { context } }: SealedWrite, expected: ExpectedPlace): void {
  if (
    context.kind !== expected.kind ||
    context.workspaceId !== expected.workspaceId ||
    context.objectId !== expected.objectId ||
    context.keyEpoch !== expected.keyEpoch ||
    !expected.formatVersions.includes(context.formatVersion)
  )
    throw refused('write.context', 'is of another object, epoch or format than was asked for')
}

function checkSealed(write: SealedWrite): void {
  if (!equalBytes(sha256(sealedOf(write)), write.statement.sealedHash))
    throw refused('write.sealed-hash', 'comes with other sealed bytes than were signed')
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

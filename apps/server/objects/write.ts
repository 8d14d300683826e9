import { equalBytes } from '@keyward/codec'
import type { Fields } from '@keyward/codec/fields'
import { sha256 } from '@keyward/primitives/hash'
import { verifyStatement } from '@keyward/primitives/identity'
import { LIMITS } from '@keyward/protocol'
import { labelledHash } from './digest.ts'
import { ObjectError } from './error.ts'
import { malformed, parseFields } from './fields.ts'
import { SEALED_WRITE, WRITE_HASH } from './labels.ts'
import { NO_PREVIOUS, readHead, type SeenHead } from './list.ts'

/** A sealed write, as its bytes say. Who signed it is unproven. */
export interface Write {
  readonly kind: 'profile' | 'secrets'
  readonly workspaceId: string
  readonly accountId: string
  readonly keyEpoch: number
  readonly version: number
  readonly prevHash: Uint8Array
  readonly head: SeenHead
  readonly memberId: string
  readonly deviceId: string
  /** What the next version calls `prevHash`. */
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
  readonly isSignedBy: (publicKey: Uint8Array) => boolean
}

const STATEMENT = ['context', 'sealedHash', 'head', 'memberId', 'deviceId', 'latest']
const CONTEXT = [
  'kind',
  'formatVersion',
  'workspaceId',
  'objectId',
  'keyEpoch',
  'version',
  'prevHash',
]

/** Version byte, nonce of 12 bytes, and the tag of AES-GCM. */
const SMALLEST_SEALED = 1 + 12 + 16

/**
 * Reads a write as `encodeWrite` of `packages/vault` makes it, of the kinds that accounts have.
 * Total. The sealed bytes are held against the hash that is signed, and not looked into.
 *
 * @throws {ObjectError} `write.malformed`, `write.sealed-hash`
 */
export function parseWrite(bytes: Uint8Array): Write {
  if (bytes.length > LIMITS.write) throw malformed('write.malformed', 'it is too large')
  const fields = parseFields(bytes, ['v', 'statement', 'signature', 'sealed'], 'write.malformed')
  const statement = fields.map('statement', STATEMENT)
  const latest = statement.map('latest', ['profile', 'secrets'])
  latest.uint('profile')
  latest.uint('secrets')
  const signature = fields.bytes('signature', 64)
  checkSealed(fields.bytes('sealed'), statement.bytes('sealedHash', 32))
  const signed = statement.source
  return {
    ...readContext(statement.map('context', CONTEXT)),
    head: readHead(statement),
    memberId: statement.id('memberId'),
    deviceId: statement.id('deviceId'),
    hash: labelledHash(WRITE_HASH, signed, signature),
    bytes,
    isSignedBy: (publicKey) => verifyStatement(publicKey, SEALED_WRITE, signed, signature),
  }
}

function readContext(context: Fields) {
  const version = context.uint('version', 1)
  const prevHash = context.bytes('prevHash', 32)
  if (equalBytes(prevHash, NO_PREVIOUS) !== (version === 1))
    throw malformed('write.malformed', 'the version does not fit the hash of the one before')
  context.uint('formatVersion', 1)
  return {
    kind: context.oneOf('kind', ['profile', 'secrets'] as const),
    workspaceId: context.id('workspaceId'),
    accountId: context.id('objectId'),
    keyEpoch: context.uint('keyEpoch', 1),
    version,
    prevHash,
  }
}

function checkSealed(sealed: Uint8Array, hash: Uint8Array): void {
  if (sealed[0] !== 1 || sealed.length < SMALLEST_SEALED)
    throw malformed('write.malformed', 'the sealed bytes are of no known form')
  if (!equalBytes(sha256(sealed), hash))
    throw new ObjectError('write.sealed-hash', 'The write has other bytes than were signed.')
}

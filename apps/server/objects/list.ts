import { type CborMap, equalBytes } from '@keyward/codec'
import type { Fields } from '@keyward/codec/fields'
import { verifyStatement } from '@keyward/primitives/identity'
import { LIMITS } from '@keyward/protocol'
import { labelledHash } from './digest.ts'
import { malformed, parseFields } from './fields.ts'
import { checkGrants, type Grant, readGrant } from './grant.ts'
import { ACCESS_LIST, ACCESS_LIST_HASH } from './labels.ts'

/** The end of the membership chain that an author had seen: entries are counted from 1. */
export interface SeenHead {
  readonly sequence: number
  readonly hash: Uint8Array
}

interface KeyState {
  readonly epoch: number
  readonly commitment: Uint8Array
}

/** A version of an access list, as its bytes say. Who signed it is unproven. */
export interface AccessList {
  readonly workspaceId: string
  readonly accountId: string
  readonly version: number
  readonly prevHash: Uint8Array
  readonly head: SeenHead
  readonly grants: readonly Grant[]
  readonly profile: KeyState
  readonly secrets: KeyState
  readonly memberId: string
  readonly deviceId: string
  /** What the next version calls `prevHash`. */
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
  /** Whether the key made its signature. */
  readonly isSignedBy: (publicKey: Uint8Array) => boolean
}

const STATEMENT = [
  'workspaceId',
  'accountId',
  'version',
  'prevHash',
  'head',
  'grants',
  'profile',
  'secrets',
  'memberId',
  'deviceId',
] as const

export const NO_PREVIOUS: Uint8Array = new Uint8Array(32)

/**
 * Reads a list as `encodeAccessList` of `packages/vault` makes it. Total.
 *
 * @throws {ObjectError} `access.malformed`, `access.grant`, `access.no-owner`
 */
export function parseList(bytes: Uint8Array): AccessList {
  if (bytes.length > LIMITS.list) throw malformed('access.malformed', 'it is too large')
  const fields = parseFields(bytes, ['v', 'statement', 'signature'], 'access.malformed')
  const statement = fields.map('statement', STATEMENT)
  const signature = fields.bytes('signature', 64)
  const version = statement.uint('version', 1)
  const prevHash = statement.bytes('prevHash', 32)
  if (equalBytes(prevHash, NO_PREVIOUS) !== (version === 1))
    throw malformed('access.malformed', 'the version does not fit the hash of the one before')
  const grants = statement.list('grants', LIMITS.grants).map(readGrant)
  checkGrants(grants)
  // Canonical CBOR has one form, so the map that was read is the map that was signed.
  const signed: CborMap = statement.source
  return {
    workspaceId: statement.id('workspaceId'),
    accountId: statement.id('accountId'),
    version,
    prevHash,
    head: readHead(statement),
    grants,
    profile: readKeyState(statement.map('profile', ['epoch', 'commitment'])),
    secrets: readKeyState(statement.map('secrets', ['epoch', 'commitment'])),
    memberId: statement.id('memberId'),
    deviceId: statement.id('deviceId'),
    hash: labelledHash(ACCESS_LIST_HASH, signed, signature),
    bytes,
    isSignedBy: (publicKey) => verifyStatement(publicKey, ACCESS_LIST, signed, signature),
  }
}

/** The account role that a list gives a member, if any. */
export function roleIn(list: AccessList, memberId: string): Grant['role'] | 'none' {
  const grant = list.grants.find(
    (one) => one.granteeKind === 'member' && one.granteeId === memberId,
  )
  return grant?.role ?? 'none'
}

export function readHead(statement: Fields): SeenHead {
  const head = statement.map('head', ['sequence', 'hash'])
  return { sequence: head.uint('sequence', 1), hash: head.bytes('hash', 32) }
}

function readKeyState(fields: Fields): KeyState {
  return { epoch: fields.uint('epoch', 1), commitment: fields.bytes('commitment', 32) }
}

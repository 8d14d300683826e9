import { type CborMap, type CborValue, encodeCbor, equalBytes } from '@keyward/codec'
import type { Fields } from '@keyward/codec/fields'
import { type IdentityKey, signStatement } from '@keyward/primitives/identity'
import { labelledHash } from '../digest.ts'
import { NO_PREVIOUS } from '../envelope/context.ts'
import { type ChainHead, headMap } from '../envelope/write.ts'
import { malformed, parseFields } from '../fields.ts'
import { idBytes } from '../ids.ts'
import { ACCESS_LIST, ACCESS_LIST_HASH } from '../labels.ts'
import { type AccessGrant, checkGrants, grantMap, readGrant } from './grant.ts'

/** Which key of a compartment is in use. */
export interface KeyState {
  /** From 1; every new key takes the next one. */
  readonly epoch: number
  /** `commitKey` of the key, 32 bytes. */
  readonly commitment: Uint8Array
}

/** Who has an account, as an owner's device says. */
export interface AccessListStatement {
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly accountId: string
  /** From 1. */
  readonly version: number
  /** The hash of the version before, 32 bytes; zeros for version 1 and for it alone. */
  readonly prevHash: Uint8Array
  /** The end of the membership chain that the signer had seen. */
  readonly head: ChainHead
  /** One for each grantee, in the order of `sortGrants`. */
  readonly grants: readonly AccessGrant[]
  readonly profile: KeyState
  readonly secrets: KeyState
  /** Who signed. */
  readonly memberId: string
  readonly deviceId: string
}

/** An access list with its signature. Unproven: `checkSuccessor` makes the one that counts. */
export interface SignedAccessList {
  readonly statement: AccessListStatement
  readonly signature: Uint8Array
}

const MOST_GRANTS = 10_000

/**
 * Signs a list as the device that it names.
 *
 * @throws {VaultError} `context.malformed`, `access.malformed`, `access.grant`, `access.no-owner`
 */
export function signAccessList(
  statement: AccessListStatement,
  deviceKey: IdentityKey,
): SignedAccessList {
  const map = statementMap(statement)
  return { statement, signature: signStatement(deviceKey, ACCESS_LIST, map) }
}

/** The list as canonical CBOR, version 1. */
export function encodeAccessList(list: SignedAccessList): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['statement', statementMap(list.statement)],
      ['signature', list.signature],
    ]),
  )
}

/**
 * Reads a list. Total: refuses every byte string that `encodeAccessList` does not make.
 *
 * @throws {VaultError} `access.malformed`, `access.grant`, `access.no-owner`
 */
export function parseAccessList(bytes: Uint8Array): SignedAccessList {
  const fields = parseFields(bytes, ['v', 'statement', 'signature'], 'access.malformed')
  if (fields.uint('v') !== 1) throw malformed('access.malformed', 'the version is not known')
  const statement = readStatement(
    fields.map('statement', [
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
    ]),
  )
  checkStatement(statement)
  return { statement, signature: fields.bytes('signature', 64) }
}

/** What the next version names as the one before it, 32 bytes. */
export function hashAccessList(list: SignedAccessList): Uint8Array {
  return labelledHash(ACCESS_LIST_HASH, statementMap(list.statement), list.signature)
}

/** The statement as it is signed. @throws {VaultError} as `signAccessList` */
export function statementMap(statement: AccessListStatement): CborMap {
  checkStatement(statement)
  return new Map<string, CborValue>([
    ['workspaceId', idBytes(statement.workspaceId, 'workspace')],
    ['accountId', idBytes(statement.accountId, 'account')],
    ['version', statement.version],
    ['prevHash', statement.prevHash],
    ['head', headMap(statement.head)],
    ['grants', statement.grants.map(grantMap)],
    ['profile', keyStateMap(statement.profile)],
    ['secrets', keyStateMap(statement.secrets)],
    ['memberId', idBytes(statement.memberId, 'member')],
    ['deviceId', idBytes(statement.deviceId, 'device')],
  ])
}

function readStatement(fields: Fields): AccessListStatement {
  const head = fields.map('head', ['sequence', 'hash'])
  return {
    workspaceId: fields.id('workspaceId'),
    accountId: fields.id('accountId'),
    version: fields.uint('version', 1),
    prevHash: fields.bytes('prevHash', 32),
    head: { sequence: head.uint('sequence', 1), hash: head.bytes('hash', 32) },
    grants: fields.list('grants', MOST_GRANTS).map(readGrant),
    profile: readKeyState(fields.map('profile', ['epoch', 'commitment'])),
    secrets: readKeyState(fields.map('secrets', ['epoch', 'commitment'])),
    memberId: fields.id('memberId'),
    deviceId: fields.id('deviceId'),
  }
}

function checkStatement(statement: AccessListStatement): void {
  const isFirst = equalBytes(statement.prevHash, NO_PREVIOUS)
  if (isFirst !== (statement.version === 1))
    throw malformed('access.malformed', 'the version does not fit the hash of the one before')
  checkGrants(statement.grants)
}

function keyStateMap(state: KeyState): CborMap {
  return new Map<string, CborValue>([
    ['epoch', state.epoch],
    ['commitment', state.commitment],
  ])
}

function readKeyState(fields: Fields): KeyState {
  return { epoch: fields.uint('epoch', 1), commitment: fields.bytes('commitment', 32) }
}

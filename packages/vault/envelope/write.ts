import { type CborMap, type CborValue, encodeCbor } from '@keyward/codec'
import type { AeadKey } from '@keyward/primitives/aead'
import { sha256 } from '@keyward/primitives/hash'
import { type IdentityKey, signStatement } from '@keyward/primitives/identity'
import { labelledHash } from '../digest.ts'
import { malformed, parseFields } from '../fields.ts'
import { idBytes } from '../ids.ts'
import { SEALED_WRITE, WRITE_HASH } from '../labels.ts'
import { CONTEXT_MEMBERS, contextMap, type EnvelopeContext, readContext } from './context.ts'
import { seal } from './seal.ts'
import type { Sealing } from './sealed-form.ts'

/** The end of the membership chain that an author had seen: entries are counted from 1. */
export interface ChainHead {
  readonly sequence: number
  /** 32 bytes. */
  readonly hash: Uint8Array
}

/** The latest version of both compartments that the author knew; 0 where there is none. */
export interface LatestVersions {
  readonly profile: number
  readonly secrets: number
}

/** What a write says of itself, all under the signature. */
export interface WriteStatement {
  readonly context: EnvelopeContext
  /** SHA-256 of the sealed bytes. */
  readonly sealedHash: Uint8Array
  readonly head: ChainHead
  readonly memberId: string
  readonly deviceId: string
  readonly latest: LatestVersions
}

/** The sealed bytes of a write; not for other packages, which would open them unverified. */
export let sealedOf: (write: SealedWrite) => Uint8Array

/**
 * Sealed content with its author's statement and signature, from this device or from the server.
 * What it says is unproven: `verifyWrite` makes the only thing that `openWrite` takes.
 */
export class SealedWrite {
  readonly statement: WriteStatement
  readonly signature: Uint8Array
  readonly #sealed: Uint8Array

  static {
    sealedOf = (write) => write.#sealed
  }

  constructor(statement: WriteStatement, signature: Uint8Array, sealed: Uint8Array) {
    this.statement = statement
    this.signature = signature
    this.#sealed = sealed
  }

  /** What the next version names as the one before it, 32 bytes. */
  get hash(): Uint8Array {
    return labelledHash(WRITE_HASH, statementMap(this.statement), this.signature)
  }
}

/** Seals a new version of an object and signs it as the writing device. @throws {VaultError} as `seal` */
export async function sealWrite(
  sealing: Sealing,
  key: AeadKey,
  write: {
    readonly context: EnvelopeContext
    readonly content: Uint8Array
    readonly author: {
      readonly memberId: string
      readonly deviceId: string
      readonly key: IdentityKey
    }
    readonly head: ChainHead
    readonly latest: LatestVersions
  },
): Promise<SealedWrite> {
  const sealed = await seal(sealing, key, write.context, write.content)
  const statement: WriteStatement = {
    context: write.context,
    sealedHash: sha256(sealed),
    head: write.head,
    memberId: write.author.memberId,
    deviceId: write.author.deviceId,
    latest: write.latest,
  }
  const signature = signStatement(write.author.key, SEALED_WRITE, statementMap(statement))
  return new SealedWrite(statement, signature, sealed)
}

/** The write as canonical CBOR, version 1. */
export function encodeWrite(write: SealedWrite): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['statement', statementMap(write.statement)],
      ['signature', write.signature],
      ['sealed', sealedOf(write)],
    ]),
  )
}

/**
 * Reads a write. Total: refuses every byte string that `encodeWrite` does not make.
 *
 * @throws {VaultError} `write.malformed`, `context.malformed`
 */
export function parseWrite(bytes: Uint8Array): SealedWrite {
  const fields = parseFields(bytes, ['v', 'statement', 'signature', 'sealed'], 'write.malformed')
  if (fields.uint('v') !== 1) throw malformed('write.malformed', 'the version is not known')
  const statement = fields.map('statement', [
    'context',
    'sealedHash',
    'head',
    'memberId',
    'deviceId',
    'latest',
  ])
  const head = statement.map('head', ['sequence', 'hash'])
  const latest = statement.map('latest', ['profile', 'secrets'])
  return new SealedWrite(
    {
      context: readContext(statement.map('context', CONTEXT_MEMBERS)),
      sealedHash: statement.bytes('sealedHash', 32),
      head: { sequence: head.uint('sequence', 1), hash: head.bytes('hash', 32) },
      memberId: statement.id('memberId'),
      deviceId: statement.id('deviceId'),
      latest: { profile: latest.uint('profile'), secrets: latest.uint('secrets') },
    },
    fields.bytes('signature', 64),
    fields.bytes('sealed'),
  )
}

/** The statement as it is signed. @throws {VaultError} `context.malformed` */
export function statementMap(statement: WriteStatement): CborMap {
  return new Map<string, CborValue>([
    ['context', contextMap(statement.context)],
    ['sealedHash', statement.sealedHash],
    ['head', headMap(statement.head)],
    ['memberId', idBytes(statement.memberId, 'member')],
    ['deviceId', idBytes(statement.deviceId, 'device')],
    [
      'latest',
      new Map([
        ['profile', statement.latest.profile],
        ['secrets', statement.latest.secrets],
      ]),
    ],
  ])
}

/** A chain head as a CBOR map. */
export function headMap(head: ChainHead): CborMap {
  return new Map<string, CborValue>([
    ['sequence', head.sequence],
    ['hash', head.hash],
  ])
}

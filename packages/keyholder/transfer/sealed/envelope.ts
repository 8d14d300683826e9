import {
  CodecError,
  concatBytes,
  decodeBase64url,
  encodeBase64url,
  encodeCbor,
  encodeUtf8,
  equalBytes,
} from '@keyward/codec'
import { AEAD_NONCE_LENGTH, AEAD_TAG_LENGTH } from '@keyward/primitives/aead'
import { sha256 } from '@keyward/primitives/hash'
import { TransferError } from '../error.ts'
import { isObject, type JsonObject } from '../imports/json.ts'
import { type Argon2Cost, checkCost } from './cost.ts'

/** The text that marks a file as ours. */
export const SEALED_FORMAT = 'keyward-export'
const VERSION = 1
const CIPHER = 'aes-256-gcm'
const KDF = 'argon2id'
const SALT_LENGTH = 16
const DIGEST_LENGTH = 32

/** What stands in the clear before the sealed content, version 1. */
export interface SealedHeader {
  readonly cost: Argon2Cost
  /** 16 bytes. */
  readonly salt: Uint8Array
  /** 12 bytes. */
  readonly nonce: Uint8Array
}

export interface SealedFile {
  readonly header: SealedHeader
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array
}

/**
 * The header as it is bound to the content, in canonical CBOR with a label of its own. Rebuilt by
 * the reader from what it goes by.
 */
export function headerContext({ cost, salt, nonce }: SealedHeader): Uint8Array {
  const { memoryKiB, iterations, parallelism } = cost
  return encodeCbor([
    'keyward/export',
    VERSION,
    CIPHER,
    nonce,
    KDF,
    memoryKiB,
    iterations,
    parallelism,
    salt,
  ])
}

/**
 * The file as JSON. Its digest (SHA-256 over header and sealed content) tells a damaged file from a
 * wrong passphrase; it protects against nothing else.
 */
export function encodeSealedFile({ header, sealed }: SealedFile): Uint8Array {
  const { cost, salt, nonce } = header
  return encodeUtf8(
    JSON.stringify({
      format: SEALED_FORMAT,
      version: VERSION,
      cipher: CIPHER,
      nonce: encodeBase64url(nonce),
      kdf: { name: KDF, ...cost, salt: encodeBase64url(salt) },
      digest: encodeBase64url(digestOf(header, sealed)),
      sealed: encodeBase64url(sealed),
    }),
  )
}

/**
 * Reads the file. Members that are not known are ignored: they are bound to nothing.
 *
 * @throws {TransferError} `format.version`, `format.unsupported`, `file.malformed`, `file.damaged`,
 *   `passphrase.cost`
 */
export function parseSealedFile(root: JsonObject): SealedFile {
  const { version, cipher, kdf } = root
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw malformed()
  if (version !== VERSION)
    throw new TransferError('format.version', 'A later version of Keyward wrote this file.')
  if (!isObject(kdf)) throw malformed()
  if (cipher !== CIPHER || kdf['name'] !== KDF)
    throw new TransferError('format.unsupported', 'The file is sealed in a way that is not known.')
  const header = {
    cost: checkCost({
      memoryKiB: integer(kdf['memoryKiB']),
      iterations: integer(kdf['iterations']),
      parallelism: integer(kdf['parallelism']),
    }),
    salt: bytes(kdf['salt'], SALT_LENGTH, SALT_LENGTH),
    nonce: bytes(root['nonce'], AEAD_NONCE_LENGTH, AEAD_NONCE_LENGTH),
  }
  const sealed = bytes(root['sealed'], AEAD_TAG_LENGTH, Number.MAX_SAFE_INTEGER)
  const digest = bytes(root['digest'], DIGEST_LENGTH, DIGEST_LENGTH)
  if (!equalBytes(digest, digestOf(header, sealed)))
    throw new TransferError('file.damaged', 'The file is not as it was written.')
  return { header, sealed }
}

function digestOf(header: SealedHeader, sealed: Uint8Array): Uint8Array {
  return sha256(concatBytes(headerContext(header), sealed))
}

function integer(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  throw malformed()
}

function bytes(value: unknown, least: number, most: number): Uint8Array {
  if (typeof value !== 'string') throw malformed()
  try {
    const decoded = decodeBase64url(value)
    if (decoded.length >= least && decoded.length <= most) return decoded
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw malformed()
}

function malformed(): TransferError {
  return new TransferError('file.malformed', 'The file lacks a part that it has to have.')
}

import { argon2 } from 'node:crypto'
import { promisify } from 'node:util'
import {
  CodecError,
  decodeBase64url,
  encodeBase64url,
  encodeCbor,
  encodeUtf8,
} from '@keyward/codec'
import { AEAD_NONCE_LENGTH, AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { ARGON2ID_COST } from '@keyward/primitives/kdf'
import type { Random } from '@keyward/primitives/signature'
import { OperatorError } from '../config/error.ts'
import { encodeSecrets, isTime, parseObject, parseSecrets } from './server-secrets.ts'
import type { ServerSecrets } from './server-secrets.ts'

const FORMAT = 'keyward-server-secrets-backup'
const VERSION = 1
const SALT_LENGTH = 16
const LEAST_LENGTH = 12

interface Sealed {
  /** UTC milliseconds. */
  readonly madeAt: number
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
}

/** @throws {OperatorError} `admin.passphrase` for one that is too short to seal with */
function checkPassphrase(passphrase: string): void {
  if ([...passphrase].length >= LEAST_LENGTH) return
  throw new OperatorError(
    'admin.passphrase',
    `Choose a passphrase of at least ${LEAST_LENGTH} characters: who guesses it has the secrets.`,
  )
}

/**
 * The secrets sealed with a passphrase, as the text of a file: Argon2id as everywhere in Keyward,
 * AES-256-GCM, a new salt and nonce.
 *
 * @throws {OperatorError} `admin.passphrase`
 */
export async function sealSecrets(
  secrets: ServerSecrets,
  passphrase: string,
  { now, random }: { now: number; random: Random },
): Promise<string> {
  checkPassphrase(passphrase)
  const salt = random(SALT_LENGTH)
  const nonce = random(AEAD_NONCE_LENGTH)
  const key = await deriveKey(passphrase, salt)
  const plaintext = encodeUtf8(encodeSecrets(secrets))
  const sealed = await nobleAead().seal(key, nonce, plaintext, contextOf(now, salt, nonce))
  const file = {
    format: FORMAT,
    version: VERSION,
    madeAt: now,
    salt: encodeBase64url(salt),
    nonce: encodeBase64url(nonce),
    sealed: encodeBase64url(sealed),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Opens what `sealSecrets` gave.
 *
 * @throws {OperatorError} `secrets-backup.damaged` for a text of another form,
 *   `secrets-backup.refused` for a wrong passphrase or a changed file
 */
export async function openSecrets(text: string, passphrase: string): Promise<ServerSecrets> {
  const { madeAt, salt, nonce, sealed } = parseSealed(text)
  const key = await deriveKey(passphrase, salt)
  const plaintext = await open(key, nonce, sealed, contextOf(madeAt, salt, nonce))
  const secrets = await parseSecrets(new TextDecoder().decode(plaintext))
  if (secrets !== undefined) return secrets
  throw damaged()
}

function parseSealed(text: string): Sealed {
  const file = parseObject(text)
  const { format, version, madeAt } = file ?? {}
  if (file === undefined || format !== FORMAT || version !== VERSION || !isTime(madeAt)) {
    throw damaged()
  }
  const salt = bytesOf(file['salt'])
  const nonce = bytesOf(file['nonce'])
  const sealed = bytesOf(file['sealed'])
  if (salt.length !== SALT_LENGTH || nonce.length !== AEAD_NONCE_LENGTH) throw damaged()
  return { madeAt, salt, nonce, sealed }
}

function bytesOf(value: unknown): Uint8Array {
  try {
    if (typeof value === 'string') return decodeBase64url(value)
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw damaged()
}

async function open(key: AeadKey, nonce: Uint8Array, sealed: Uint8Array, context: Uint8Array) {
  try {
    return await nobleAead().open(key, nonce, sealed, context)
  } catch (cause) {
    throw new OperatorError(
      'secrets-backup.refused',
      'The backup of the secrets does not open: the passphrase is wrong, or the file was changed.',
      { cause },
    )
  }
}

async function deriveKey(passphrase: string, salt: Uint8Array): Promise<AeadKey> {
  const { memoryKiB, iterations, parallelism } = ARGON2ID_COST
  const parameters = {
    // The same passphrase has different bytes on different keyboards otherwise.
    message: encodeUtf8(passphrase.normalize('NFKC')),
    nonce: salt,
    parallelism,
    tagLength: 32,
    memory: memoryKiB,
    passes: iterations,
  }
  return new AeadKey(await promisify(argon2)('argon2id', parameters))
}

function contextOf(madeAt: number, salt: Uint8Array, nonce: Uint8Array): Uint8Array {
  return encodeCbor(['keyward/server-secrets-backup/v1', madeAt, salt, nonce])
}

function damaged(): OperatorError {
  return new OperatorError(
    'secrets-backup.damaged',
    'This is no backup of the secrets, or one that is damaged or of a newer version of Keyward.',
  )
}

import { encodeBase64url, encodeCbor } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import type { Random } from '@keyward/primitives/signature'
import { Unprintable } from '@keyward/primitives/unprintable'
import { makeOpaqueSetup, opaquePublicKey } from './opaque-setup.ts'
import { makeSetupCode } from './setup-code.ts'

const FORMAT = 'keyward-server-secrets'
const VERSION = 1
const MEMBERS: ReadonlySet<string> = new Set([
  'format',
  'version',
  'madeAt',
  'opaqueSetup',
  'setupCode',
  'checksum',
])

interface Parts {
  /** UTC milliseconds. */
  readonly madeAt: number
  readonly opaqueSetup: string
  readonly setupCode: string
}

/** What the server knows and the database must not. It prints nothing of it. */
export class ServerSecrets extends Unprintable {
  readonly madeAt: number
  /** The public key of the OPAQUE setup: no secret, and the same as long as the setup is. */
  readonly publicKey: string
  readonly #opaqueSetup: string
  readonly #setupCode: string

  constructor({ madeAt, opaqueSetup, setupCode }: Parts, publicKey: string) {
    super('server secrets')
    this.madeAt = madeAt
    this.publicKey = publicKey
    this.#opaqueSetup = opaqueSetup
    this.#setupCode = setupCode
  }

  /** The OPRF seed and key pair that every passphrase was registered with. */
  get opaqueSetup(): string {
    return this.#opaqueSetup
  }

  /** What lets a person create the first workspace. */
  get setupCode(): string {
    return this.#setupCode
  }
}

/** New secrets of a new server. */
export async function makeSecrets(now: number, random: Random): Promise<ServerSecrets> {
  const opaqueSetup = await makeOpaqueSetup()
  const publicKey = await opaquePublicKey(opaqueSetup)
  if (publicKey === undefined) throw new Error('OPAQUE refused the setup that it made.')
  return new ServerSecrets(
    { madeAt: now, opaqueSetup, setupCode: makeSetupCode(random) },
    publicKey,
  )
}

/** The same secrets with a new setup code. */
export function withNewSetupCode(secrets: ServerSecrets, random: Random): ServerSecrets {
  const { madeAt, opaqueSetup, publicKey } = secrets
  return new ServerSecrets({ madeAt, opaqueSetup, setupCode: makeSetupCode(random) }, publicKey)
}

/** The text of a secrets file, with a checksum so that damage is noticed. */
export function encodeSecrets({ madeAt, opaqueSetup, setupCode }: ServerSecrets): string {
  const parts = { madeAt, opaqueSetup, setupCode }
  const file = { format: FORMAT, version: VERSION, ...parts, checksum: checksumOf(parts) }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Reads the text of a secrets file; undefined when anything of it is wrong. */
export async function parseSecrets(text: string): Promise<ServerSecrets | undefined> {
  const file = parseObject(text)
  if (file === undefined || Object.keys(file).some((name) => !MEMBERS.has(name))) return
  const { format, version, madeAt, opaqueSetup, setupCode, checksum } = file
  if (format !== FORMAT || version !== VERSION || !isTime(madeAt)) return
  if (typeof opaqueSetup !== 'string' || typeof setupCode !== 'string') return
  const parts = { madeAt, opaqueSetup, setupCode }
  if (!isText(opaqueSetup) || !isText(setupCode) || checksum !== checksumOf(parts)) return
  const publicKey = await opaquePublicKey(opaqueSetup)
  return publicKey === undefined ? undefined : new ServerSecrets(parts, publicKey)
}

/** A JSON object out of a text; undefined for anything else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Whether it is a time in UTC milliseconds. */
export function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isText(text: string): boolean {
  return text.length > 0 && /^[\x21-\x7e]+$/.test(text)
}

function checksumOf({ madeAt, opaqueSetup, setupCode }: Parts): string {
  return encodeBase64url(sha256(encodeCbor([FORMAT, VERSION, madeAt, opaqueSetup, setupCode])))
}

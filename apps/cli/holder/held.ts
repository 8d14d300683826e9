import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { Unprintable } from '@keyward/primitives/unprintable'

/** What the holder keeps in its memory while a home is unlocked; it can't print. */
export class Held extends Unprintable {
  readonly #accountKey: Uint8Array
  readonly #check: PassphraseCheck | undefined
  /** The epoch of the account key. */
  readonly epoch: number
  /** UTC milliseconds. */
  readonly unlockedAt: number
  /** Minutes without use after which it locks. */
  readonly lockAfterMinutes: number

  constructor(parts: {
    accountKey: Uint8Array
    epoch: number
    unlockedAt: number
    lockAfterMinutes: number
    check: PassphraseCheck | undefined
  }) {
    super('held account key')
    this.#accountKey = new Uint8Array(parts.accountKey)
    this.#check = parts.check
    this.epoch = parts.epoch
    this.unlockedAt = parts.unlockedAt
    this.lockAfterMinutes = parts.lockAfterMinutes
  }

  /** A copy of the 32 bytes. */
  get accountKey(): Uint8Array {
    return new Uint8Array(this.#accountKey)
  }

  /** How to tell the passphrase without the server; undefined when the session was unlocked otherwise. */
  get check(): PassphraseCheck | undefined {
    return this.#check
  }
}

/** Argon2id of the passphrase that unlocked, with a salt of its own: never on any disk. */
export interface PassphraseCheck {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

/** For the pipe to the holder and its socket alone. */
export function encodeHeld(held: Held): Readonly<Record<string, unknown>> {
  const { check } = held
  return {
    accountKey: encodeBase64url(held.accountKey),
    epoch: held.epoch,
    unlockedAt: held.unlockedAt,
    lockAfterMinutes: held.lockAfterMinutes,
    salt: check === undefined ? null : encodeBase64url(check.salt),
    hash: check === undefined ? null : encodeBase64url(check.hash),
  }
}

/** What `encodeHeld` wrote; undefined for anything else. Never throws. */
export function parseHeld(value: unknown): Held | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const members = value as Readonly<Record<string, unknown>>
  const accountKey = bytesOf(members['accountKey'])
  const [epoch, unlockedAt] = [members['epoch'], members['unlockedAt']]
  const minutes = members['lockAfterMinutes']
  const [salt, hash] = [bytesOf(members['salt']), bytesOf(members['hash'])]
  if (accountKey?.length !== 32 || !isCount(epoch) || !isCount(unlockedAt) || !isCount(minutes))
    return undefined
  return new Held({
    accountKey,
    epoch,
    unlockedAt,
    lockAfterMinutes: Math.max(1, minutes),
    check: salt === undefined || hash === undefined ? undefined : { salt, hash },
  })
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return decodeBase64url(value)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

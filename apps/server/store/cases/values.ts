import { createHash, randomBytes } from 'node:crypto'
import type { WriteOnce } from '../store.ts'

/** The time at which all begins. */
export const NOW = 1_800_000_000_000
export const DAY = 24 * 3_600_000

export function makeId(): string {
  return randomBytes(16).toString('base64url')
}

export function makeBytes(length = 32): Uint8Array {
  return new Uint8Array(randomBytes(length))
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** A request without an idempotency key, or with this one. */
export function once(key: string | null = null, request = 'request'): WriteOnce {
  return { key, fingerprint: sha256(Buffer.from(request)), now: NOW }
}

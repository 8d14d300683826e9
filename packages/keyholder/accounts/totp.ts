import { hmacSha1, hmacSha256, hmacSha512 } from '@keyward/primitives/hash'

/** What a one-time code is made from (RFC 6238). */
export interface TotpParameters {
  /** Base32 without padding, in upper case. */
  readonly secret: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  /** 1 to 10. */
  readonly digits: number
  /** Seconds. */
  readonly period: number
}

/** A code, and when it is over, UTC milliseconds. */
export interface TimedCode {
  readonly code: string
  readonly expiresAt: number
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const HMAC = { SHA1: hmacSha1, SHA256: hmacSha256, SHA512: hmacSha512 } as const

/**
 * The code that is good at a time, UTC milliseconds. Never throws for parameters as they are read
 * by `parseOneTimeCode`; characters that are not in the alphabet count as nothing.
 */
export function deriveTimedCode(parameters: TotpParameters, at: number): TimedCode {
  const { secret, algorithm, digits, period } = parameters
  const step = Math.floor(Math.max(0, at) / 1000 / period)
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const mac = HMAC[algorithm](decodeBase32(secret), counter)
  const offset = (mac.at(-1) ?? 0) & 15
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fff_ffff
  const code = String(number % 10 ** digits).padStart(digits, '0')
  return { code, expiresAt: (step + 1) * period * 1000 }
}

/** Bits that do not fill a byte at the end are left out. */
function decodeBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) continue
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return Uint8Array.from(bytes)
}

import { VaultError } from '../error.ts'

/** Content is never larger, in bytes. */
export const MAX_CONTENT = 16 * 1024 * 1024

/** Below this all content looks alike: 256 bytes hold the profile of nearly every account. */
const SMALLEST = 256

/** The byte that ends the content; zeros follow (as in ISO/IEC 7816-4). */
const END = 0x80

/**
 * Pads content so that its size tells little: at least 256 bytes, and above that the PADME steps
 * (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
 * PETS 2019, section 4), which leave O(log log n) bits of the length and add 12 % at most.
 *
 * @throws {VaultError} `sealed.too-large` above 16 MiB
 */
export function pad(content: Uint8Array): Uint8Array {
  if (content.length > MAX_CONTENT)
    throw new VaultError('sealed.too-large', 'Content of more than 16 MiB is not sealed.')
  const padded = new Uint8Array(paddedLength(content.length + 1))
  padded.set(content)
  padded[content.length] = END
  return padded
}

/** Undoes `pad`. Only for bytes that were authenticated. @throws {VaultError} `sealed.malformed` */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end -= 1
  if (end < 0 || padded[end] !== END || paddedLength(end + 1) !== padded.length)
    throw new VaultError('sealed.malformed', 'The opened content is not padded as it has to be.')
  return padded.slice(0, end)
}

/** The length that content of `length` bytes, its end mark included, is padded to. */
export function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST
  const exponent = 31 - Math.clz32(length)
  const kept = 32 - Math.clz32(exponent)
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

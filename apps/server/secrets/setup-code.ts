import type { Random } from '@keyward/primitives/signature'

/** Without those that look like others (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4
const GROUP_LENGTH = 5

/** A code of 100 random bits, as four groups of five letters and digits. */
export function makeSetupCode(random: Random): string {
  const letters = [...random(GROUPS * GROUP_LENGTH)].map((byte) => LETTERS.charAt(byte % 32))
  const starts = Array.from({ length: GROUPS }, (_, index) => index * GROUP_LENGTH)
  return starts.map((start) => letters.slice(start, start + GROUP_LENGTH).join('')).join('-')
}

import { LATEST } from './content/stamped.ts'

/** Year, month, day; then perhaps hours, minutes, seconds and a fraction; then perhaps a zone. */
const ISO =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(?:[Zz]|([+-])(\d{2}):?(\d{2})?)?$/

/**
 * Reads a date as it may come from anywhere: milliseconds since 1970, or ISO 8601 in its variants
 * (space for `T`, comma for point, any number of decimals, no seconds, no zone: UTC). Gives
 * milliseconds since 1970, UTC, or undefined for everything else. Never throws.
 */
export function readDate(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) && value >= 0 && value <= LATEST ? Math.floor(value) : undefined
  }
  if (typeof value !== 'string') return undefined
  const parts = ISO.exec(value.normalize('NFKC').trim())
  return parts === null ? undefined : fromParts(parts)
}

function fromParts(parts: readonly (string | undefined)[]): number | undefined {
  const number = (index: number): number => Number(parts[index] ?? 0)
  const [year, month, day] = [number(1), number(2), number(3)]
  const [hours, minutes, seconds] = [number(4), number(5), number(6)]
  if (year < 1970 || hours > 24 || minutes > 59 || seconds > 60) return undefined
  const midnight = Date.UTC(year, month - 1, day)
  // A day that the month does not have is no date: it would silently become another.
  if (new Date(midnight).getUTCDate() !== day || new Date(midnight).getUTCMonth() !== month - 1)
    return undefined
  const milliseconds = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000)
  const offset = (number(9) * 60 + number(10)) * (parts[8] === '-' ? -1 : 1)
  const time = midnight + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000 + milliseconds
  return time >= 0 ? time : undefined
}

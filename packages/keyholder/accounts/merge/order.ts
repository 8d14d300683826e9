import { type CborValue, encodeCbor } from '@keyward/codec'
import { Secret } from '../content/secret.ts'
import type { Register, Stamp } from '../content/stamped.ts'

/** Later wins; at the same time the higher device id. Positive when `a` wins. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a.at !== b.at) return a.at - b.at
  return compareTexts(a.by, b.by)
}

export function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A total order on encodings: the longer is higher, then byte by byte. */
export function compareEncodings(a: CborValue, b: CborValue): number {
  const [left, right] = [encodeCbor(a), encodeCbor(b)]
  if (left.length !== right.length) return left.length - right.length
  for (let i = 0; i < left.length; i += 1) {
    const difference = (left[i] as number) - (right[i] as number)
    if (difference !== 0) return difference
  }
  return 0
}

/** A total order on registers: by stamp, and for equal stamps by what they hold. */
function compareRegisters<T extends CborValue | Secret<string>>(
  a: Register<T>,
  b: Register<T>,
): number {
  const byStamp = compareStamps(a, b)
  if (byStamp !== 0 || a === b) return byStamp
  return compareEncodings(encodable(a), encodable(b))
}

export function laterRegister<T extends CborValue | Secret<string>>(
  a: Register<T>,
  b: Register<T>,
): Register<T> {
  return compareRegisters(a, b) < 0 ? b : a
}

function encodable({ value, extra = [] }: Register<CborValue | Secret<string>>): CborValue {
  return [value instanceof Secret ? value.reveal() : value, extra]
}

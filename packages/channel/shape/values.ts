import { CodecError, decodeBase64url } from '@keyward/codec'
import { malformed, type Shape } from './shape.ts'

/** A text of at most so many UTF-16 code units. */
export function text(most: number): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length > most)
      throw malformed(at, `a text of at most ${most} characters`)
    return value
  }
}

/** A text that fits a pattern. */
export function pattern(expression: RegExp, expected: string, most: number): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string' || value.length > most || !expression.test(value))
      throw malformed(at, expected)
    return value
  }
}

/** One of the words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return (value, at) => {
    const found = words.find((known) => known === value)
    if (found === undefined) throw malformed(at, `one of ${words.join(', ')}`)
    return found
  }
}

/** Exactly this value. */
export function literal<const L extends string | number | boolean>(wanted: L): Shape<L> {
  return (value, at) => {
    if (value !== wanted) throw malformed(at, `${wanted}`)
    return wanted
  }
}

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw malformed(at, 'true or false')
  return value
}

/** A whole number in a range. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  return (value, at) => {
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
      throw malformed(at, `a whole number from ${least} to ${most}`)
    return value as number
  }
}

/** Bytes as unpadded base64url text, which is what it stays. */
export function bytes(most: number, least = 0): Shape<string> {
  const longest = Math.ceil((most * 4) / 3)
  return (value, at) => {
    const expected = `${least} to ${most} bytes as unpadded base64url`
    if (typeof value !== 'string' || value.length > longest || value.includes('='))
      throw malformed(at, expected)
    const length = decodedLength(value)
    if (length === undefined || length < least || length > most) throw malformed(at, expected)
    return value
  }
}

function decodedLength(value: string): number | undefined {
  try {
    return decodeBase64url(value).length
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

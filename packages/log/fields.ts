import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { type Field, fieldsOf, plainField } from '@keyward/codec/records'
import { LogError } from './error.ts'

export const { record, bytes, bytesUpTo, integer, oneOf, asItStands } = fieldsOf(malformed)

const ID_LENGTH = 16

/** Sixteen bytes; outside of CBOR as base64url text of 22 characters. */
export const id: Field<string> = {
  encode(value) {
    const decoded = idBytes(value)
    if (decoded?.length === ID_LENGTH && value.length === 22) return decoded
    throw malformed('an id')
  },
  parse(value) {
    if (value instanceof Uint8Array && value.length === ID_LENGTH) return encodeBase64url(value)
    throw malformed('an id')
  },
}

function idBytes(text: string): Uint8Array | undefined {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

/** The last millisecond of the year 9999, so that a time always has its ordinary written form. */
const LATEST_TIME = 253_402_300_799_999

/** UTC milliseconds. */
export const time: Field<number> = integer(0, LATEST_TIME)

/** Letters, digits, dots and dashes: room for the name of a rule, and none for that of an app. */
const WORD = /^[a-z][A-Za-z0-9.-]{0,63}$/

/** The name of a role, a rule, a policy: a word from a list that is kept elsewhere. */
export const word: Field<string> = plainField(
  (value): value is string => typeof value === 'string' && WORD.test(value),
  () => malformed('a word of at most 64 letters, digits, dots and dashes'),
)

/** What a policy can be set to. */
export const setting: Field<string | number | boolean> = {
  encode: (value) => value,
  parse: (value) =>
    typeof value === 'boolean' || typeof value === 'number' ? value : word.parse(value),
}

export const flag: Field<boolean> = plainField(
  (value): value is boolean => typeof value === 'boolean',
  () => malformed('true or false'),
)

export function malformed(expected: string): LogError {
  return new LogError('log.malformed', `A member of an entry has to be ${expected}.`)
}

import { type Field, fieldsOf, plainField } from '@keyward/codec/records'
import { WorkspaceError } from '../error.ts'
import { MAX_NAME_LENGTH } from './entry.ts'
import { type AnyId, idFromBytes, idToBytes } from './ids.ts'

export const { record, list, bytes, integer, oneOf, asItStands } = fieldsOf(malformed)

export function id<Id extends AnyId>(): Field<Id> {
  return {
    encode: (value) => idToBytes(value),
    parse(value) {
      if (value instanceof Uint8Array && value.length === 16) return idFromBytes<Id>(value)
      throw malformed('an id')
    },
  }
}

/** Line breaks and other control characters have no place in a name. */
const CONTROL = /\p{Cc}/u

/** A name that people read: not blank, on one line, of at most 200 code points. */
export const name: Field<string> = plainField(
  (value): value is string =>
    typeof value === 'string' &&
    value.trim() !== '' &&
    !CONTROL.test(value) &&
    // A text has at least half as many code points as code units.
    value.length <= 2 * MAX_NAME_LENGTH &&
    [...value].length <= MAX_NAME_LENGTH,
  () => malformed(`a name of 1 to ${MAX_NAME_LENGTH} characters on one line`),
)

export function malformed(expected: string): WorkspaceError {
  return new WorkspaceError('entry.malformed', `A member of an entry has to be ${expected}.`)
}

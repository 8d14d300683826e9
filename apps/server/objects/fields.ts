import type { CborValue } from '@keyward/codec'
import { Fields } from '@keyward/codec/fields'
import { ObjectError, type ObjectRule } from './error.ts'

/** The members of a map that was decoded already. @throws {ObjectError} the given rule */
export function readFields(
  value: CborValue | undefined,
  names: readonly string[],
  rule: ObjectRule,
): Fields {
  return new Fields(value, names, (what) => malformed(rule, what))
}

/** The members of a map of version 1. @throws {ObjectError} the given rule */
export function parseFields(bytes: Uint8Array, names: readonly string[], rule: ObjectRule): Fields {
  const fields = Fields.parse(bytes, names, (what, options) => malformed(rule, what, options))
  if (fields.uint('v') !== 1) throw malformed(rule, 'the version is not known')
  return fields
}

export function malformed(
  rule: ObjectRule,
  what: string,
  options?: { cause: unknown },
): ObjectError {
  return new ObjectError(rule, `The object is malformed: ${what}.`, options)
}

import type { CborValue } from '@keyward/codec'
import { Fields } from '@keyward/codec/fields'
import { VaultError, type VaultRule } from './error.ts'

/** The members of a map that was decoded already. @throws {VaultError} the given rule */
export function readFields(
  value: CborValue | undefined,
  names: readonly string[],
  rule: VaultRule,
): Fields {
  return new Fields(value, names, (what) => malformed(rule, what))
}

/** Decodes canonical CBOR into the members of a map. @throws {VaultError} the given rule */
export function parseFields(bytes: Uint8Array, names: readonly string[], rule: VaultRule): Fields {
  return Fields.parse(bytes, names, (what, options) => malformed(rule, what, options))
}

export function malformed(rule: VaultRule, what: string, options?: { cause: unknown }): VaultError {
  return new VaultError(rule, `The bytes are malformed: ${what}.`, options)
}

import type { CborKey, CborMap, CborValue } from './value.ts'

/** How one value stands in CBOR. `parse` is total: it gives a value or throws the package's error. */
export interface Field<T> {
  encode(value: T): CborValue
  parse(value: CborValue | undefined): T
}

/** How a map with named members stands in CBOR. */
export interface RecordField<T> extends Field<T> {
  readonly names: readonly string[]
  encode(value: T): CborMap
}

export type FieldMap = Readonly<Record<string, Field<unknown>>>

/** The value that a map with these members stands for. */
export type RecordShape<F extends FieldMap> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never
}

/** Makes the error that a package throws for a value that is not what was `expected`. */
export type Malformed = (expected: string) => Error

/** The fields that formats are made of. What they refuse is thrown as `malformed` makes it. */
export function fieldsOf(malformed: Malformed) {
  const plain = <T extends CborValue>(expected: string, holds: Holds<T>): Field<T> =>
    plainField(holds, () => malformed(expected))
  return {
    /** A map with exactly these members: one that is missing, and one too many, are refused. */
    record: <F extends FieldMap>(fields: F) => recordField(fields, malformed),
    list: <T>(field: Field<T>) => listField(field, malformed),
    bytes: (length: number) =>
      plain(
        `${length} bytes`,
        (value): value is Uint8Array => value instanceof Uint8Array && value.length === length,
      ),
    bytesUpTo: (most: number) =>
      plain(
        `at most ${most} bytes`,
        (value): value is Uint8Array => value instanceof Uint8Array && value.length <= most,
      ),
    /** A whole number from `least` on, and up to `most` where that is given. */
    integer(least: number, most?: number) {
      const range = most === undefined ? `${least} on` : `${least} to ${most}`
      return plain(
        `a whole number from ${range}`,
        (value): value is number =>
          typeof value === 'number' && value >= least && (most === undefined || value <= most),
      )
    },
    oneOf: <T extends string>(...words: readonly T[]) =>
      plain(`one of ${words.join(', ')}`, (value): value is T =>
        words.some((word) => word === value),
      ),
    /** What is read by what stands beside it: anything that is there. */
    asItStands: plain('present', (value): value is CborValue => value !== undefined),
  }
}

/** A field whose value may also be null. */
export function nullable<T>(field: Field<T>): Field<T | null> {
  return {
    encode: (value) => (value === null ? null : field.encode(value)),
    parse: (value) => (value === null ? null : field.parse(value)),
  }
}

type Holds<T extends CborValue> = (value: CborValue | undefined) => value is T

/** A value that stands in CBOR as it is. */
export function plainField<T extends CborValue>(holds: Holds<T>, refuse: () => Error): Field<T> {
  return {
    encode: (value) => value,
    parse(value) {
      if (holds(value)) return value
      throw refuse()
    },
  }
}

function recordField<F extends FieldMap>(
  fields: F,
  malformed: Malformed,
): RecordField<RecordShape<F>> {
  const members = Object.entries(fields)
  return {
    names: members.map(([name]) => name),
    encode(value) {
      const map = new Map<CborKey, CborValue>()
      for (const [name, field] of members) map.set(name, field.encode(value[name as keyof F]))
      return map
    },
    parse(value) {
      if (!(value instanceof Map) || value.size !== members.length) {
        throw malformed(`a map with ${members.length} members`)
      }
      const map: CborMap = value
      const parsed: Record<string, unknown> = {}
      for (const [name, field] of members) parsed[name] = field.parse(map.get(name))
      return parsed as RecordShape<F>
    },
  }
}

function listField<T>(field: Field<T>, malformed: Malformed): Field<readonly T[]> {
  return {
    encode: (values) => values.map((value) => field.encode(value)),
    parse(value) {
      if (!Array.isArray(value)) throw malformed('an array')
      return (value as readonly CborValue[]).map((element) => field.parse(element))
    },
  }
}

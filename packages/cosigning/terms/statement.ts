import {
  type CborMap,
  type CborValue,
  CodecError,
  decodeBase64url,
  decodeCbor,
  encodeBase64url,
  encodeCbor,
} from '@keyward/codec'
import {
  type Field,
  type FieldMap,
  fieldsOf,
  plainField,
  type RecordShape,
} from '@keyward/codec/records'
import { type IdentityKey, signStatement, verifyStatement } from '@keyward/primitives/identity'
import { CosigningError } from '../error.ts'

/** What members sign around co-signing. The name begins the rules by which each is refused. */
export type StatementName = 'terms' | 'device-key' | 'approval' | 'window'

const VERSION = 1

/** Longer ones are refused before they are read. */
const MAX_BYTES = 4096

const MALFORMED: Readonly<Record<StatementName, string>> = {
  terms: 'The terms can not be read',
  'device-key': "The device's key can not be read",
  approval: 'The approval can not be read',
  window: 'The open window can not be read',
}

/** The fields of one kind of statement. What they refuse is `<name>.malformed`. */
export function fieldsFor(name: StatementName) {
  const refuse = (expected: string) => malformed(name, `a member has to be ${expected}`)
  return { ...fieldsOf(refuse), ...idField(refuse), ...booleanField(refuse) }
}

type Refuse = (expected: string) => Error

/** Sixteen bytes; outside of CBOR as base64url text of 22 characters. */
function idField(refuse: Refuse): { id: Field<string> } {
  const encode = (text: string): CborValue => {
    const bytes = decodedId(text)
    if (bytes === undefined) throw refuse('an id')
    return bytes
  }
  const parse = (value: CborValue | undefined): string => {
    if (value instanceof Uint8Array && value.length === 16) return encodeBase64url(value)
    throw refuse('an id')
  }
  return { id: { encode, parse } }
}

function decodedId(text: string): Uint8Array | undefined {
  try {
    const bytes = decodeBase64url(text)
    return bytes.length === 16 && text.length === 22 ? bytes : undefined
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

function booleanField(refuse: Refuse): { boolean: Field<boolean> } {
  return { boolean: plainField(isBoolean, () => refuse('true or false')) }
}

function isBoolean(value: CborValue | undefined): value is boolean {
  return typeof value === 'boolean'
}

export interface Signed {
  /** Ed25519 by the device's identity key, 64 bytes. */
  readonly signature: Uint8Array
}

/** A kind of statement: how it is written, read and signed. */
export interface Statement<T> {
  /** The statement with its signature as canonical CBOR, after it was read as it will be received. */
  sign(key: IdentityKey, statement: T): Uint8Array
  /** Reads any bytes, and says nothing about the signature. */
  parse(encoded: Uint8Array): T & Signed
  /** What `parse` accepted, byte for byte. */
  encode(statement: T & Signed): Uint8Array
  isSignedBy(statement: T & Signed, signing: Uint8Array): boolean
}

/** @param purpose the label under which it is signed, from `labels.ts` */
export function makeStatement<F extends FieldMap>(
  name: StatementName,
  purpose: string,
  members: F,
): Statement<RecordShape<F>> {
  type T = RecordShape<F>
  const { record, bytes, integer } = fieldsFor(name)
  const all: FieldMap = { ...members, v: integer(0) }
  const unsigned = record(all)
  const signed = record({ ...all, signature: bytes(64) })
  const mapOf = (statement: T): CborMap => unsigned.encode({ ...statement, v: VERSION })

  const encode = (statement: T & Signed): Uint8Array =>
    codec(name, () => encodeCbor(signed.encode({ ...statement, v: VERSION })))

  const parse = (encoded: Uint8Array): T & Signed => {
    if (encoded.length > MAX_BYTES) throw malformed(name, `it has more than ${MAX_BYTES} bytes`)
    const value = codec(name, () => decodeCbor(encoded))
    const version = value instanceof Map ? (value as CborMap).get('v') : undefined
    if (typeof version === 'number' && version !== VERSION)
      throw new CosigningError(`${name}.version`, `Version ${version} is not known here.`)
    const { v: _, ...statement }: Record<string, unknown> = signed.parse(value)
    return statement as T & Signed
  }

  return {
    encode,
    parse,
    sign(key, statement) {
      const read = parse(encode({ ...statement, signature: new Uint8Array(64) }))
      return encode({ ...read, signature: signStatement(key, purpose, mapOf(read)) })
    },
    isSignedBy: (statement, signing) =>
      verifyStatement(signing, purpose, mapOf(statement), statement.signature),
  }
}

export function codec<T>(name: StatementName, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause
    throw malformed(name, 'it is no canonical CBOR', { cause })
  }
}

export function malformed(
  name: StatementName,
  why: string,
  options?: { cause: unknown },
): CosigningError {
  return new CosigningError(`${name}.malformed`, `${MALFORMED[name]}: ${why}.`, options)
}

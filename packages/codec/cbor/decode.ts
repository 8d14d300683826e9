import { CodecError } from '../error.ts'
import { ByteReader } from '../reader.ts'
import { decodeUtf8 } from '../utf8.ts'
import {
  type CborKey,
  type CborMap,
  type CborValue,
  compareRanges,
  MAX_DEPTH,
  type Range,
} from './value.ts'

/**
 * Decodes one CTAP2 canonical CBOR value and nothing after it. Byte strings are copies.
 *
 * @throws {CodecError} `cbor.*`, or `utf8.malformed` in a text string; never another error.
 */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const { value, length } = decodeFirstCbor(bytes)
  if (length !== bytes.length) {
    throw new CodecError(
      'cbor.trailing-bytes',
      `${bytes.length - length} bytes follow the CBOR value.`,
    )
  }
  return value
}

/**
 * Decodes the CBOR value at the start of the bytes and says how long it was: authenticator data
 * holds values of unknown length one after another.
 *
 * @throws {CodecError} as `decodeCbor`, but for trailing bytes
 */
export function decodeFirstCbor(bytes: Uint8Array): { value: CborValue; length: number } {
  const reader = new ByteReader(bytes)
  const value = truncationNamed(() => read(reader, bytes, 0))
  return { value, length: reader.position }
}

function truncationNamed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof CodecError && error.code === 'read.truncated') {
      throw new CodecError('cbor.truncated', 'The CBOR value ends too early.', { cause: error })
    }
    throw error
  }
}

function read(reader: ByteReader, bytes: Uint8Array, depth: number): CborValue {
  const initial = reader.uint8()
  const major = initial >> 5
  if (major === 7) return readSimple(initial)
  const argument = readArgument(reader, initial & 31)
  switch (major) {
    case 0:
      return argument
    case 1:
      return readNegative(argument)
    case 2:
      return new Uint8Array(reader.take(argument))
    case 3:
      return decodeUtf8(reader.take(argument))
    case 4:
      return readArray(reader, bytes, argument, deeper(depth))
    case 5:
      return readMap(reader, bytes, argument, deeper(depth))
    default:
      throw new CodecError(
        'cbor.unsupported',
        'CBOR tags are not part of the CTAP2 canonical form.',
      )
  }
}

function readArgument(reader: ByteReader, info: number): number {
  if (info < 24) return info
  if (info === 31)
    throw new CodecError('cbor.indefinite-length', 'Indefinite lengths are not canonical CBOR.')
  if (info > 27)
    throw new CodecError('cbor.unsupported', `Additional information ${info} is reserved.`)
  const size = 1 << (info - 24)
  const value = reader.uint(size)
  const smallest = info === 24 ? 24 : 256 ** (size / 2)
  if (value < smallest)
    throw new CodecError('cbor.not-minimal', 'An integer or length is not in its shortest form.')
  if (!Number.isSafeInteger(value)) throw integerRange()
  return value
}

function readNegative(argument: number): number {
  if (argument === Number.MAX_SAFE_INTEGER) throw integerRange()
  return -1 - argument
}

function readSimple(initial: number): boolean | null {
  if (initial === 0xf4) return false
  if (initial === 0xf5) return true
  if (initial === 0xf6) return null
  throw new CodecError(
    'cbor.unsupported',
    'Floats and simple values but true, false and null are not part of the subset.',
  )
}

function deeper(depth: number): number {
  if (depth === MAX_DEPTH) {
    throw new CodecError('cbor.depth', `CBOR may be nested ${MAX_DEPTH} levels deep and no deeper.`)
  }
  return depth + 1
}

function readArray(
  reader: ByteReader,
  bytes: Uint8Array,
  count: number,
  depth: number,
): CborValue[] {
  // Each element takes a byte at least: a forged count is refused before memory is taken for it.
  if (count > reader.remaining)
    throw new CodecError('cbor.truncated', 'The CBOR array ends too early.')
  const elements: CborValue[] = []
  for (let i = 0; i < count; i += 1) elements.push(read(reader, bytes, depth))
  return elements
}

function readMap(reader: ByteReader, bytes: Uint8Array, count: number, depth: number): CborMap {
  if (count * 2 > reader.remaining)
    throw new CodecError('cbor.truncated', 'The CBOR map ends too early.')
  const map = new Map<CborKey, CborValue>()
  let previous: Range | undefined
  for (let i = 0; i < count; i += 1) {
    const start = reader.position
    const key = readKey(reader, bytes)
    const encoded = { start, end: reader.position }
    if (previous !== undefined) {
      const order = compareRanges(bytes, previous, encoded)
      if (order === 0)
        throw new CodecError('cbor.duplicate-key', 'A CBOR map has the same key twice.')
      if (order > 0)
        throw new CodecError('cbor.key-order', 'The keys of a CBOR map are not in canonical order.')
    }
    previous = encoded
    map.set(key, read(reader, bytes, depth))
  }
  return map
}

function readKey(reader: ByteReader, bytes: Uint8Array): CborKey {
  const initial = bytes[reader.position]
  if (initial !== undefined && initial >> 5 > 3) {
    throw new CodecError(
      'cbor.key-type',
      'A CBOR map key has to be an integer, a text or a byte string.',
    )
  }
  return read(reader, bytes, MAX_DEPTH) as CborKey
}

function integerRange(): CodecError {
  return new CodecError('cbor.integer-range', 'An integer is larger than a double holds exactly.')
}

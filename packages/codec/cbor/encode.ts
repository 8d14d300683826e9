import { CodecError } from '../error.ts'
import { encodeUtf8 } from '../utf8.ts'
import { type CborMap, type CborValue, compareKeys, MAX_DEPTH } from './value.ts'

/**
 * Encodes a value in the CTAP2 canonical form: smallest integers and lengths, sorted map keys.
 *
 * @throws {CodecError} `cbor.integer-range` for a number that is no safe integer, `cbor.depth`,
 *   `cbor.duplicate-key` for two keys with the same encoding, `cbor.key-type` and
 *   `cbor.unsupported` for another type.
 */
export function encodeCbor(value: CborValue): Uint8Array {
  const writer = new Writer()
  write(writer, value, 0)
  return writer.bytes()
}

function write(writer: Writer, value: CborValue, depth: number): void {
  if (typeof value === 'number') return writeInteger(writer, value)
  if (typeof value === 'string') {
    const bytes = encodeUtf8(value)
    writer.head(3, bytes.length)
    return writer.append(bytes)
  }
  if (value === false) return writer.byte(0xf4)
  if (value === true) return writer.byte(0xf5)
  if (value === null) return writer.byte(0xf6)
  if (value instanceof Uint8Array) {
    writer.head(2, value.length)
    return writer.append(value)
  }
  if (depth === MAX_DEPTH) {
    throw new CodecError('cbor.depth', `CBOR may be nested ${MAX_DEPTH} levels deep and no deeper.`)
  }
  if (Array.isArray(value)) {
    writer.head(4, value.length)
    for (const element of value as readonly CborValue[]) write(writer, element, depth + 1)
    return undefined
  }
  if (value instanceof Map) return writeMap(writer, value, depth)
  throw new CodecError(
    'cbor.unsupported',
    `A value of type ${typeof value} has no place in the CBOR subset.`,
  )
}

function writeInteger(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value)) {
    throw new CodecError(
      'cbor.integer-range',
      'CBOR numbers have to be integers that a double holds exactly.',
    )
  }
  if (value < 0) writer.head(1, -1 - value)
  else writer.head(0, value)
}

function writeMap(writer: Writer, map: CborMap, depth: number): void {
  const entries: { key: Uint8Array; value: CborValue }[] = []
  for (const [key, value] of map) {
    if (typeof key !== 'number' && typeof key !== 'string' && !(key instanceof Uint8Array)) {
      throw new CodecError(
        'cbor.key-type',
        'A CBOR map key has to be an integer, a text or a byte string.',
      )
    }
    const encoder = new Writer()
    write(encoder, key, MAX_DEPTH)
    entries.push({ key: encoder.bytes(), value })
  }
  entries.sort((a, b) => compareKeys(a.key, b.key))
  writer.head(5, entries.length)
  let previous: Uint8Array | undefined
  for (const { key, value } of entries) {
    if (previous !== undefined && compareKeys(previous, key) === 0) {
      throw new CodecError('cbor.duplicate-key', 'A CBOR map has the same key twice.')
    }
    previous = key
    writer.append(key)
    write(writer, value, depth + 1)
  }
}

class Writer {
  #buffer = new Uint8Array(64)
  #length = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#buffer[this.#length] = value
    this.#length += 1
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** A major type with its argument in the fewest bytes. */
  head(major: number, argument: number): void {
    const type = major << 5
    if (argument < 24) return this.byte(type | argument)
    const [marker, size] =
      argument < 0x100
        ? [24, 1]
        : argument < 0x10000
          ? [25, 2]
          : argument < 0x100000000
            ? [26, 4]
            : [27, 8]
    this.byte(type | (marker as number))
    for (let shift = (size as number) - 1; shift >= 0; shift -= 1) {
      this.byte(Math.floor(argument / 256 ** shift) % 256)
    }
    return undefined
  }

  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#length)
  }

  #reserve(extra: number): void {
    if (this.#length + extra <= this.#buffer.length) return
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + extra))
    larger.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = larger
  }
}

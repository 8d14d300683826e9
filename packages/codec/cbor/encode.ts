import { CodecError } from '../error.ts'
import { encodeUtf8 } from '../utf8.ts'
import { type CborMap, type CborValue, compareRanges, MAX_DEPTH, type Range } from './value.ts'

/**
 * Encodes a value in the CTAP2 canonical form: smallest integers and lengths, sorted map keys.
 *
 * @throws {CodecError} `cbor.integer-range` for a number that is no safe integer, `cbor.depth`,
 *   `cbor.duplicate-key` for two keys with the same encoding, `cbor.key-type` and
 *   `cbor.unsupported` for another type.
 */
export function encodeCbor(value: CborValue): Uint8Array {
  return written((writer) => {
    write(writer, value, 0)
    return writer.bytes()
  })
}

/** Writers that are not in use: their room is what takes the most time to make. */
const spare: Writer[] = []

function written<T>(work: (writer: Writer) => T): T {
  const writer = spare.pop() ?? new Writer()
  try {
    return work(writer)
  } finally {
    writer.wipe()
    spare.push(writer)
  }
}

function write(writer: Writer, value: CborValue, depth: number): void {
  if (typeof value === 'number') return writeInteger(writer, value)
  if (typeof value === 'string') return writeText(writer, value)
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

function writeText(writer: Writer, text: string): void {
  const before = writer.length
  writer.head(3, text.length)
  if (writer.ascii(text)) return
  writer.length = before
  const bytes = encodeUtf8(text)
  writer.head(3, bytes.length)
  writer.append(bytes)
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
  written((keys) => writeSorted(writer, keys, map, depth))
}

function writeSorted(writer: Writer, keys: Writer, map: CborMap, depth: number): void {
  const entries: { readonly key: Range; readonly value: CborValue }[] = []
  for (const [key, value] of map) {
    if (typeof key !== 'number' && typeof key !== 'string' && !(key instanceof Uint8Array)) {
      throw new CodecError(
        'cbor.key-type',
        'A CBOR map key has to be an integer, a text or a byte string.',
      )
    }
    const start = keys.length
    write(keys, key, MAX_DEPTH)
    entries.push({ key: { start, end: keys.length }, value })
  }
  const encoded = keys.view
  entries.sort((a, b) => compareRanges(encoded, a.key, b.key))
  writer.head(5, entries.length)
  let previous: Range | undefined
  for (const { key, value } of entries) {
    if (previous !== undefined && compareRanges(encoded, previous, key) === 0) {
      throw new CodecError('cbor.duplicate-key', 'A CBOR map has the same key twice.')
    }
    previous = key
    writer.append(encoded, key)
    write(writer, value, depth + 1)
  }
}

/** More than most of what is written takes, so that it is made once. */
const ROOM = 4096

/** Fewer bytes are copied one by one: that takes less time than asking the engine for it. */
const MANY = 48

class Writer {
  /** How much was written; set to a smaller number, what follows it is written again. */
  length = 0
  #buffer = new Uint8Array(ROOM)

  byte(value: number): void {
    this.#reserve(1)
    this.#buffer[this.length] = value
    this.length += 1
  }

  append(bytes: Uint8Array, { start, end }: Range = { start: 0, end: bytes.length }): void {
    const count = end - start
    this.#reserve(count)
    if (count > MANY) this.#buffer.set(bytes.subarray(start, end), this.length)
    else
      for (let i = 0; i < count; i += 1) this.#buffer[this.length + i] = bytes[start + i] as number
    this.length += count
  }

  /** Appends text of one byte a character; false, with nothing appended, when it is another one. */
  ascii(text: string): boolean {
    this.#reserve(text.length)
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i)
      if (code > 0x7f) return false
      this.#buffer[this.length + i] = code
    }
    this.length += text.length
    return true
  }

  /** A major type with its argument in the fewest bytes. */
  head(major: number, argument: number): void {
    const type = major << 5
    if (argument < 24) return this.byte(type | argument)
    const power = argument < 0x100 ? 0 : argument < 0x10000 ? 1 : argument < 0x100000000 ? 2 : 3
    this.byte(type | (24 + power))
    for (let shift = (1 << power) - 1; shift >= 0; shift -= 1) {
      this.byte(Math.floor(argument / 256 ** shift) % 256)
    }
  }

  /** What was written, until more is. */
  get view(): Uint8Array {
    return this.#buffer
  }

  /** Forgets what was written: who writes next finds zeros. */
  wipe(): void {
    if (this.#buffer.length > ROOM) this.#buffer = new Uint8Array(ROOM)
    else this.#buffer.fill(0, 0, this.length)
    this.length = 0
  }

  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.length)
  }

  #reserve(extra: number): void {
    if (this.length + extra <= this.#buffer.length) return
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.length + extra))
    larger.set(this.#buffer.subarray(0, this.length))
    this.#buffer = larger
  }
}

import { concatBytes } from './bytes.ts'
import { CodecError } from './error.ts'
import { ByteReader } from './reader.ts'

/** The tags that keys and ECDSA signatures use (X.690). */
export const DER = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectId: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
  context1Primitive: 0x81,
} as const

export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array
}

/** Encodes one element with the shortest length. Content of up to 65,535 bytes. */
export function encodeDer(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...content)
  const { length } = body
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff]
  return concatBytes(Uint8Array.from(head), body)
}

/** Encodes an unsigned big-endian integer in its shortest form, with a zero byte where it would look negative. */
export function encodeDerInteger(magnitude: Uint8Array): Uint8Array {
  let start = 0
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1
  const digits = magnitude.length === 0 ? Uint8Array.of(0) : magnitude.subarray(start)
  return (digits[0] as number) < 0x80
    ? encodeDer(DER.integer, digits)
    : encodeDer(DER.integer, Uint8Array.of(0), digits)
}

/**
 * Reads all elements that stand one after another in the bytes. Contents are views.
 *
 * @throws {CodecError} `der.malformed`
 */
export function readDer(bytes: Uint8Array): DerElement[] {
  const reader = new ByteReader(bytes)
  const elements: DerElement[] = []
  try {
    while (reader.remaining > 0) {
      const tag = reader.uint8()
      elements.push({ tag, content: reader.take(readLength(reader)) })
    }
  } catch (error) {
    if (error instanceof CodecError && error.code === 'read.truncated')
      throw derMalformed('it ends too early')
    throw error
  }
  return elements
}

/** Reads one element of the given tag that fills the bytes. @throws {CodecError} `der.malformed` */
export function readDerOne(bytes: Uint8Array, tag: number): Uint8Array {
  const elements = readDer(bytes)
  const [only] = elements
  if (elements.length !== 1 || only === undefined || only.tag !== tag) {
    throw derMalformed(`one element with tag ${tag} was expected`)
  }
  return only.content
}

/**
 * The magnitude of an unsigned integer's content, without the sign byte.
 *
 * @throws {CodecError} `der.malformed` when it is negative, empty or not in its shortest form
 */
export function derMagnitude(content: Uint8Array): Uint8Array {
  const [first, second] = content
  if (first === undefined || first >= 0x80) throw derMalformed('an integer is negative or empty')
  if (first !== 0) return content
  if (second === undefined) return content.subarray(1)
  if (second < 0x80) throw derMalformed('an integer is not in its shortest form')
  return content.subarray(1)
}

function readLength(reader: ByteReader): number {
  const first = reader.uint8()
  if (first < 0x80) return first
  const length = first === 0x81 ? reader.uint8() : first === 0x82 ? reader.uint16() : -1
  if (length < (first === 0x81 ? 0x80 : 0x100))
    throw derMalformed('a length is not in its shortest form')
  return length
}

function derMalformed(what: string): CodecError {
  return new CodecError('der.malformed', `The bytes are not the expected DER: ${what}.`)
}

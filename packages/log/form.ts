import { type CborMap, type CborValue, CodecError, decodeCbor, encodeCbor } from '@keyward/codec'
import type { Field } from '@keyward/codec/records'
import { LogError } from './error.ts'
import { EVENTS, type Happening, isActivityEvent } from './events.ts'
import { malformed } from './fields.ts'

/** The version of entries and of statements, their member `v`. */
export const VERSION = 1

/** What is logged, as the two members of a CBOR map. @throws {LogError} `log.event` */
export function encodeHappening({ event, subject }: Happening): {
  event: CborValue
  subject: CborValue
} {
  return { event, subject: subjectOf(event).encode(subject) }
}

/** @throws {LogError} `log.event` for an event that this version does not have, `log.malformed` */
export function parseHappening(event: CborValue, subject: CborValue): Happening {
  if (typeof event !== 'string') throw malformed('the name of an event')
  return { event, subject: subjectOf(event).parse(subject) } as Happening
}

function subjectOf(event: string): Field<unknown> {
  if (isActivityEvent(event)) return EVENTS[event].subject
  throw new LogError('log.event', 'Events of this kind are not known here.')
}

/** Canonical CBOR of at most so many bytes. @throws {LogError} `log.too-large`, `log.malformed` */
export function encodeMap(map: CborMap, most: number): Uint8Array {
  const encoded = codec(() => encodeCbor(map))
  if (encoded.length > most) throw tooLarge(most)
  return encoded
}

/**
 * The map that the bytes are, with its version looked at first, so that a newer form is told from a
 * broken one.
 *
 * @throws {LogError} `log.too-large`, `log.version`, `log.malformed`
 */
export function decodeMap(encoded: Uint8Array, most: number): CborValue {
  if (encoded.length > most) throw tooLarge(most)
  const value = codec(() => decodeCbor(encoded))
  const version = value instanceof Map ? (value as CborMap).get('v') : undefined
  if (typeof version === 'number' && version !== VERSION) {
    throw new LogError('log.version', `Version ${version} of the log is not known here.`)
  }
  return value
}

function codec<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof CodecError) {
      throw new LogError('log.malformed', 'This is no canonical CBOR.', { cause: error })
    }
    throw error
  }
}

function tooLarge(most: number): LogError {
  return new LogError('log.too-large', `It has more than ${most} bytes.`)
}

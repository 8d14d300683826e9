import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { type ActivityEntry, encodeActivity, hashActivity, parseActivity } from './entry.ts'
import { LogError } from './error.ts'
import { sentenceOf } from './events.ts'
import { isoTime, readableSubject } from './readable.ts'

/** Longer than any line can get. */
const MAX_LINE_LENGTH = 32_768

/**
 * The entry as one line of JSON without a line break: its members for people and programs to read,
 * and last, as `entry`, the canonical bytes as base64url, from which it can be verified.
 *
 * @throws {LogError} as `parseActivity`
 */
export function toJsonLine(entry: ActivityEntry): string {
  const encoded = encodeActivity(entry)
  const { workspaceId, sequence, time, memberId, deviceId, event, prevHash } = entry
  return JSON.stringify({
    workspaceId,
    sequence,
    time: isoTime(time),
    event,
    sentence: sentenceOf(event),
    memberId,
    deviceId,
    subject: Object.fromEntries(readableSubject(entry)),
    prevHash: encodeBase64url(prevHash),
    hash: encodeBase64url(hashActivity(entry)),
    entry: encodeBase64url(encoded),
  })
}

/**
 * Reads what `toJsonLine` wrote. The line has to be the very one that belongs to its bytes, so that
 * nobody reads in it what the log does not say.
 *
 * @throws {LogError} `log.json-line` when it is not; as `parseActivity` when its bytes are no entry
 */
export function parseJsonLine(line: string): ActivityEntry {
  if (line.length > MAX_LINE_LENGTH) throw disagrees()
  const entry = parseActivity(bytesIn(line))
  if (toJsonLine(entry) !== line) throw disagrees()
  return entry
}

function bytesIn(line: string): Uint8Array {
  try {
    const value: unknown = JSON.parse(line)
    const text = typeof value === 'object' && value !== null && 'entry' in value ? value.entry : 0
    if (typeof text === 'string') return decodeBase64url(text)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof CodecError)) throw error
  }
  throw disagrees()
}

function disagrees(): LogError {
  return new LogError('log.json-line', 'The line is not the one that its entry gives.')
}

import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type ActivityEntry, encodeActivity, parseActivity } from './entry.ts'
import { LogError } from './error.ts'
import { sentenceOf } from './events.ts'
import { isoTime, readableSubject } from './readable.ts'

/** Longer than any line can get. */
const MAX_LINE_LENGTH = 32_768

/** What stands in a line before and after the bytes of its entry. */
const LAST = ',"entry":"'
const END = '"}'

/**
 * The entry as one line of JSON without a line break: its members for people and programs to read,
 * and last, as `entry`, the canonical bytes as base64url, from which it can be verified.
 *
 * @throws {LogError} as `parseActivity`
 */
export function toJsonLine(entry: ActivityEntry): string {
  const encoded = encodeActivity(entry)
  return lineOf(entry, sha256(encoded), encodeBase64url(encoded))
}

/** @param text the canonical bytes of the entry as base64url */
function lineOf(entry: ActivityEntry, hash: Uint8Array, text: string): string {
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
    hash: encodeBase64url(hash),
    entry: text,
  })
}

/** An entry as it came in a line. */
export interface EntryLine {
  readonly entry: ActivityEntry
  readonly encoded: Uint8Array
  /** `hashActivity` of the entry. */
  readonly hash: Uint8Array
}

/**
 * Reads what `toJsonLine` wrote. The line has to be the very one that belongs to its bytes, so that
 * nobody reads in it what the log does not say.
 *
 * @throws {LogError} `log.json-line` when it is not; as `parseActivity` when its bytes are no entry
 */
export function parseJsonLine(line: string): ActivityEntry {
  return readJsonLine(line).entry
}

/** As `parseJsonLine`, with the entry's bytes and hash. */
export function readJsonLine(line: string): EntryLine {
  if (line.length > MAX_LINE_LENGTH) throw disagrees()
  const text = textIn(line)
  const encoded = bytesIn(text)
  const entry = parseActivity(encoded)
  const hash = sha256(encoded)
  // What was parsed is canonical, and so is its text without padding: neither is written again.
  if (lineOf(entry, hash, text) !== line) throw disagrees()
  return { entry, encoded, hash }
}

/** The last member's text. What stands before it is compared, and so needs no reading. */
function textIn(line: string): string {
  const at = line.lastIndexOf(LAST)
  const text = line.slice(at + LAST.length, -END.length)
  if (at === -1 || !line.endsWith(END) || text.endsWith('=')) throw disagrees()
  return text
}

function bytesIn(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (error instanceof CodecError) throw disagrees()
    throw error
  }
}

function disagrees(): LogError {
  return new LogError('log.json-line', 'The line is not the one that its entry gives.')
}

import { toUsvString } from '@keyward/codec'
import { TransferError } from '../error.ts'
import { TRANSFER_LIMITS } from '../limits.ts'

export type JsonObject = Readonly<Record<string, unknown>>

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/**
 * Reads JSON in UTF-8, with or without a byte order mark.
 *
 * @throws {TransferError} `file.too-deep`, `file.malformed`; without a cause, which would quote the
 *   file
 */
export function parseJson(bytes: Uint8Array): unknown {
  checkDepth(bytes)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw new TransferError('file.malformed', 'The file is no JSON.')
  }
}

/** Counts brackets outside texts; in UTF-8 no other character has a byte of theirs. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0
  let isText = false
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] as number
    if (isText) {
      if (byte === BACKSLASH) i += 1
      else if (byte === QUOTE) isText = false
    } else if (byte === QUOTE) isText = true
    else if (OPENING.has(byte)) depth += 1
    else if (CLOSING.has(byte)) depth -= 1
    if (depth > TRANSFER_LIMITS.depth)
      throw new TransferError('file.too-deep', 'The file is nested too deep.')
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The elements of a list; none where there is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The text, without lone surrogates; empty where there is none. Numbers count as text. */
export function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? toUsvString(value) : ''
}

/** Whether a member is there with something in it: `null`, `[]`, an empty text and absent are not. */
export function isThere(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return !Array.isArray(value) || value.length > 0
}

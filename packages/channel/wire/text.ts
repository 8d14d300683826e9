import { ChannelError } from '../error.ts'

/** The most that one message may have, in bytes of UTF-8. */
export const MOST_MESSAGE_BYTES = 256 * 1024

/** How deep its values may stand in each other. The contract itself needs seven. */
const MOST_DEPTH = 12

/**
 * A value as the text of a message.
 *
 * @throws {ChannelError} `too_large`
 */
export function encodeMessage(value: object): string {
  const text = JSON.stringify(value)
  if (isTooLarge(text))
    throw new ChannelError('too_large', 'This is more than one message to the device can hold.')
  return text
}

/**
 * The value of a message's text. Its size and depth are looked at before it is read, since not
 * every engine survives reading what is nested without end.
 *
 * @throws {ChannelError} `too_large`, `malformed`
 */
export function parseMessage(data: unknown): unknown {
  if (typeof data !== 'string') throw new ChannelError('malformed', 'A message has to be text.')
  if (isTooLarge(data)) throw new ChannelError('too_large', 'The message is too large.')
  if (isTooDeep(data)) throw new ChannelError('malformed', 'The message is nested too deeply.')
  try {
    return JSON.parse(data)
  } catch (cause) {
    throw new ChannelError('malformed', 'The message is not JSON.', { cause })
  }
}

function isTooLarge(text: string): boolean {
  if (text.length > MOST_MESSAGE_BYTES) return true
  if (text.length * 3 <= MOST_MESSAGE_BYTES) return false
  let size = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    // Each half of a surrogate pair counts two of its four bytes.
    if (unit < 0x80) size += 1
    else if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) size += 2
    else size += 3
  }
  return size > MOST_MESSAGE_BYTES
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

function isTooDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (inText) {
      if (unit === BACKSLASH) i += 1
      else if (unit === QUOTE) inText = false
    } else if (unit === QUOTE) inText = true
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1
      if (depth > MOST_DEPTH) return true
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1
  }
  return false
}

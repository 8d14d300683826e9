import { TransferError } from './error.ts'
import type { TransferFormat } from './formats.ts'
import { isObject, type JsonObject, parseJson } from './imports/json.ts'
import { TRANSFER_LIMITS } from './limits.ts'
import { SEALED_FORMAT } from './sealed/envelope.ts'

/** What a file is, and its JSON where it is some. */
export type Detected =
  | { readonly format: 'kdbx' }
  | { readonly format: Exclude<TransferFormat, 'kdbx'>; readonly root: JsonObject }

/** The first eight bytes of a KeePass database, in the format KDBX. */
const KDBX = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5] as const

/**
 * Tells what a file is by what it begins with and has in it; its name says nothing.
 *
 * @throws {TransferError} `file.too-large`, `file.too-deep`, `file.malformed`, `format.unknown`
 */
export function detect(bytes: Uint8Array): Detected {
  if (bytes.length > TRANSFER_LIMITS.bytes)
    throw new TransferError('file.too-large', 'A file can have 64 MiB.')
  if (KDBX.every((byte, i) => bytes[i] === byte)) return { format: 'kdbx' }
  if (!looksLikeJson(bytes)) throw unknown()
  const root = parseJson(bytes)
  if (!isObject(root)) throw unknown()
  if (root['format'] === SEALED_FORMAT) return { format: 'keyward', root }
  if (isObject(root['version']) && root['accounts'] !== undefined) return { format: 'cxf', root }
  if (root['encrypted'] === true || root['items'] !== undefined)
    return { format: 'bitwarden', root }
  throw unknown()
}

/**
 * The format of a file, so that a passphrase is asked for where it needs one.
 *
 * @throws {TransferError} as `readImport` for a file that is none of the formats
 */
export function detectFormat(bytes: Uint8Array): TransferFormat {
  return detect(bytes).format
}

/** An opening brace, after a byte order mark and white space. */
function looksLikeJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d)
    at += 1
  return bytes[at] === 0x7b
}

function unknown(): TransferError {
  return new TransferError('format.unknown', 'The file is of no format that can be imported.')
}

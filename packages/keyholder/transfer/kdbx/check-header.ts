import { TransferError } from '../error.ts'
import { TRANSFER_LIMITS } from '../limits.ts'
import type { Kdbxweb } from './library.ts'

/** After the header stand its hash and its HMAC, 32 bytes each; then the blocks. */
const HASHES = 64
const HMAC = 32

/**
 * Looks at what the file asks for before any of it is done: its version, the rounds of an AES-KDF,
 * and that its blocks are no longer than the file. What Argon2 is asked for is looked at when it is.
 *
 * @throws {TransferError} `format.version`, `passphrase.cost`, `file.damaged`, and whatever the
 *   library throws
 */
export function checkHeader(library: Kdbxweb, data: ArrayBuffer): void {
  const kdbx = new library.Kdbx()
  const stream = new library.BinaryStream(data)
  const header = library.KdbxHeader.read(stream, new library.KdbxContext({ kdbx }))
  if (header.versionMajor !== 4) {
    throw new TransferError(
      'format.version',
      'The file is an older KeePass database: save it in the format KDBX 4 first.',
    )
  }
  checkRounds(library, header.kdfParameters?.get('R'))
  checkBlocks(new DataView(data), stream.pos + HASHES)
}

function checkRounds(library: Kdbxweb, rounds: unknown): void {
  const number = rounds instanceof library.Int64 ? rounds.value : (rounds ?? 0)
  if (typeof number === 'number' && number <= TRANSFER_LIMITS.aesRounds) return
  throw new TransferError('passphrase.cost', 'The file asks for too many rounds on its passphrase.')
}

function checkBlocks(view: DataView, start: number): void {
  let at = start
  for (;;) {
    if (at + HMAC + 4 > view.byteLength) throw damaged()
    const length = view.getUint32(at + HMAC, true)
    if (length === 0) return
    at += HMAC + 4 + length
  }
}

function damaged(): TransferError {
  return new TransferError('file.damaged', 'The file ends too early.')
}

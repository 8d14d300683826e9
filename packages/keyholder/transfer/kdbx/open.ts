import type { Kdbx, KdbxFormat } from 'kdbxweb'
import { TransferError, type TransferRule } from '../error.ts'
import { TRANSFER_LIMITS } from '../limits.ts'
import { checkHeader } from './check-header.ts'
import { inflate } from './inflate.ts'
import { type KdbxKdf, type Kdbxweb, loadKdbxweb, toBuffer } from './library.ts'

/** The library's step between opening the blocks and inflating them. */
interface Decrypting {
  decryptData(data: ArrayBuffer, key: ArrayBuffer): Promise<ArrayBuffer>
}

/** What the library's errors mean here. */
const RULES: Readonly<Record<string, TransferRule>> = {
  BadSignature: 'format.unknown',
  InvalidVersion: 'format.version',
  InvalidKey: 'passphrase.wrong',
  Unsupported: 'format.unsupported',
  FileCorrupt: 'file.damaged',
}

/**
 * Opens a KDBX 4 database (KeePassXC, KeePass, KeePassDX) with its passphrase. Files that need a key
 * file or a hardware key don't open: their passphrase counts as wrong.
 *
 * @throws {TransferError} `format.version`, `format.unsupported`, `passphrase.wrong`,
 *   `passphrase.cost`, `passphrase.kdf`, `file.too-large`, `file.damaged`, `file.malformed`
 */
export async function openDatabase(
  bytes: Uint8Array,
  passphrase: string,
  kdf: KdbxKdf,
): Promise<Kdbx> {
  const library = await loadKdbxweb(kdf)
  const data = toBuffer(bytes)
  return mapErrors(library, async () => {
    checkHeader(library, data)
    const kdbx = new library.Kdbx()
    kdbx.credentials = new library.Credentials(library.ProtectedValue.fromString(passphrase))
    const format = new library.KdbxFormat(kdbx)
    boundInflating(library, format, kdbx)
    return format.load(data)
  })
}

/**
 * Inflates the content with a limit before the library sees it, which would inflate it without one.
 * A test holds that the step still has this name.
 */
function boundInflating(library: Kdbxweb, format: KdbxFormat, kdbx: Kdbx): void {
  const steps = format as unknown as Decrypting
  const decrypt = steps.decryptData.bind(format)
  steps.decryptData = async (data, key) => {
    const content = await decrypt(data, key)
    if (kdbx.header.compression !== library.Consts.CompressionAlgorithm.GZip) return content
    kdbx.header.compression = library.Consts.CompressionAlgorithm.None
    return toBuffer(await inflate(new Uint8Array(content), TRANSFER_LIMITS.inflated))
  }
}

/**
 * The library meets hostile bytes with errors of every kind, and with texts out of the file, so all
 * of them end here and none goes on as a cause.
 */
async function mapErrors<T>(library: Kdbxweb, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TransferError) throw error
    const code = error instanceof library.KdbxError ? error.code : ''
    const rule = RULES[code] ?? 'file.malformed'
    throw new TransferError(rule, MESSAGES[rule] ?? 'The KeePass database can not be read.')
  }
}

const MESSAGES: Partial<Readonly<Record<TransferRule, string>>> = {
  'format.version': 'The KeePass database has a version that is not known.',
  'format.unsupported': 'The KeePass database is sealed in a way that is not known.',
  'passphrase.wrong': 'The passphrase does not open this KeePass database.',
  'file.damaged': 'The KeePass database is not as it was written.',
}

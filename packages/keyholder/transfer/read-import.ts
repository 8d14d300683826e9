import type { Aead } from '@keyward/primitives/aead'
import type { PublicSuffixes } from '@keyward/webauthn/client'
import { readBitwarden } from './bitwarden/read.ts'
import { readCxf } from './cxf/read.ts'
import { detect, type Detected } from './detect.ts'
import { TransferError } from './error.ts'
import type { ImportResult } from './imports/imported.ts'
import type { JsonObject } from './imports/json.ts'
import { mergeRows } from './imports/merge-rows.ts'
import type { ForeignRows } from './imports/rows.ts'
import type { KdbxKdf } from './kdbx/library.ts'
import { openDatabase } from './kdbx/open.ts'
import { readDatabase } from './kdbx/read.ts'
import { parseContent } from './sealed/content.ts'
import { parseSealedFile } from './sealed/envelope.ts'
import { openContent } from './sealed/seal.ts'

/** What reading a file takes. Without `argon2d` most KeePass databases don't open. */
export interface ImportPorts extends KdbxKdf {
  readonly passphrase?: string
  readonly aead: Aead
  readonly suffixes: PublicSuffixes
}

/**
 * Reads a file of any format in `TRANSFER_FORMATS`, at most 64 MiB. Saves nothing and asks nobody:
 * whether a username is free is for the caller to find out. No row goes missing without a notice,
 * and rows of one account are put together (`mergeRows`). Of the addresses of a foreign login the
 * hosts are kept, and count as hosts that its secrets may be given to.
 *
 * @throws {TransferError} what is wrong with the whole file; hostile bytes give no other error
 */
export async function readImport(bytes: Uint8Array, ports: ImportPorts): Promise<ImportResult> {
  const detected = detect(bytes)
  if (detected.format === 'keyward') return readSealed(detected.root, ports)
  const { rows, drafts, notices } = await readForeign(detected, bytes, ports)
  const accounts = mergeRows(drafts, ports.suffixes, notices)
  return { format: detected.format, rows, accounts, notices: notices.sorted() }
}

async function readForeign(
  detected: Exclude<Detected, { format: 'keyward' }>,
  bytes: Uint8Array,
  ports: ImportPorts,
): Promise<ForeignRows> {
  if (detected.format === 'kdbx')
    return readDatabase(await openDatabase(bytes, passphraseOf(ports), ports))
  return detected.format === 'cxf' ? readCxf(detected.root) : readBitwarden(detected.root)
}

async function readSealed(root: JsonObject, ports: ImportPorts): Promise<ImportResult> {
  const file = parseSealedFile(root)
  const content = await openContent(file, passphraseOf(ports), ports)
  const { rows, accounts, notices } = parseContent(content)
  return { format: 'keyward', rows, accounts, notices: notices.sorted() }
}

function passphraseOf({ passphrase = '' }: ImportPorts): string {
  if (passphrase !== '') return passphrase
  throw new TransferError('passphrase.missing', 'The file needs its passphrase.')
}

import type { Aead } from '@keyward/primitives/aead'
import type { Argon2id } from '@keyward/primitives/kdf'
import type { Random } from '@keyward/primitives/signature'
import { encodeProfile } from '../accounts/content/profile.ts'
import { Secret } from '../accounts/content/secret.ts'
import { encodeSecrets } from '../accounts/content/secrets.ts'
import type { AccountContent } from '../accounts/content/types.ts'
import { writeBitwarden } from './bitwarden/write.ts'
import { writeCxf } from './cxf/write.ts'
import { TransferError } from './error.ts'
import { type ExportView, viewOf } from './exports/view.ts'
import type { TransferFormat } from './formats.ts'
import type { RawAccount } from './imports/imported.ts'
import { checkRowCount } from './imports/rows.ts'
import { writeKdbx } from './kdbx/write.ts'
import { TRANSFER_LIMITS } from './limits.ts'
import { type Notice, NoticeList } from './notice.ts'
import { encodeContent, type RawRow } from './sealed/content.ts'
import { encodeSealedFile } from './sealed/envelope.ts'
import { sealContent } from './sealed/seal.ts'

/** An account to write: opened, or as stored where this version can't read it. */
export type ExportAccount = { readonly accountId: string } & (
  | { readonly content: AccountContent }
  | { readonly raw: RawAccount }
)

/** What writing a file takes; plaintext formats need no passphrase. */
export interface ExportPorts {
  readonly passphrase?: string
  readonly random: Random
  readonly argon2id: Argon2id
  readonly aead: Aead
  /** Now: milliseconds since 1970, UTC. */
  readonly at: number
}

export interface ExportResult {
  readonly bytes: Uint8Array
  /** What the format can't hold; `row` is the position in the given list. */
  readonly notices: readonly Notice[]
}

/**
 * Writes accounts to one file. `keyward` holds them whole: history, deleted parts and what only
 * later versions know. The other formats hold what they can, and a notice tells what they can't;
 * deleted accounts stay out of them. `TRANSFER_FORMATS` tells which are plaintext: asking policy
 * and person is the caller's part.
 *
 * @throws {TransferError} `passphrase.missing`, `file.too-many`, `file.too-large`
 */
export async function writeExport(
  format: TransferFormat,
  accounts: readonly ExportAccount[],
  ports: ExportPorts,
): Promise<ExportResult> {
  checkRowCount(accounts.length)
  const notices = new NoticeList()
  const bytes =
    format === 'keyward'
      ? await writeSealed(accounts, ports)
      : await writeForeign(format, viewsOf(accounts, notices), ports, notices)
  if (bytes.length > TRANSFER_LIMITS.bytes)
    throw new TransferError('file.too-large', 'The export would not fit into 64 MiB.')
  return { bytes, notices: notices.sorted() }
}

async function writeSealed(
  accounts: readonly ExportAccount[],
  ports: ExportPorts,
): Promise<Uint8Array> {
  const content = encodeContent(
    accounts.map((account) => rawRow(account)),
    ports.at,
  )
  return encodeSealedFile(await sealContent(content, passphraseOf(ports), ports))
}

function rawRow(account: ExportAccount): RawRow {
  const { accountId } = account
  if ('raw' in account) return { accountId, raw: account.raw }
  const { profile, secrets } = account.content
  const raw = { profile: encodeProfile(profile), secrets: new Secret(encodeSecrets(secrets)) }
  return { accountId, raw }
}

function viewsOf(accounts: readonly ExportAccount[], notices: NoticeList): ExportView[] {
  const views: ExportView[] = []
  for (const [row, account] of accounts.entries()) {
    if ('raw' in account) {
      notices.leftOut(row, 'row.unreadable')
      continue
    }
    const view = viewOf(row, account.accountId, account.content, notices)
    if (view !== undefined) views.push(view)
  }
  return views
}

async function writeForeign(
  format: Exclude<TransferFormat, 'keyward'>,
  views: readonly ExportView[],
  ports: ExportPorts,
  notices: NoticeList,
): Promise<Uint8Array> {
  if (format === 'kdbx')
    return writeKdbx(views, { ...ports, passphrase: passphraseOf(ports) }, notices)
  return format === 'cxf' ? writeCxf(views, ports, notices) : writeBitwarden(views, ports, notices)
}

function passphraseOf({ passphrase = '' }: ExportPorts): string {
  if (passphrase !== '') return passphrase
  throw new TransferError('passphrase.missing', 'A file of this format needs a passphrase.')
}

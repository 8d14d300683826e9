import {
  CodecError,
  type CborValue,
  decodeBase64url,
  decodeCbor,
  encodeBase64url,
  encodeCbor,
} from '@keyward/codec'
import { parseProfile } from '../../accounts/content/profile.ts'
import { Secret } from '../../accounts/content/secret.ts'
import { parseSecrets } from '../../accounts/content/secrets.ts'
import { TransferError } from '../error.ts'
import type { ImportedContent, ImportedUnreadable, RawAccount } from '../imports/imported.ts'
import { checkRowCount } from '../imports/rows.ts'
import { NoticeList } from '../notice.ts'

const VERSION = 1
const ID_LENGTH = 16

/** An account as bytes: its id and both compartments as they are stored. */
export interface RawRow {
  readonly accountId: string
  readonly raw: RawAccount
}

export interface ContentRows {
  readonly rows: number
  readonly accounts: readonly (ImportedContent | ImportedUnreadable)[]
  readonly notices: NoticeList
}

/** The content that is sealed, version 1: `{v, at, accounts: [[id, profile, secrets], …]}`. */
export function encodeContent(rows: readonly RawRow[], at: number): Uint8Array {
  const accounts = rows.map(({ accountId, raw }) => [
    decodeBase64url(accountId),
    raw.profile,
    raw.secrets.reveal(),
  ])
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', VERSION],
      ['at', at],
      ['accounts', accounts],
    ]),
  )
}

/**
 * Reads the content. An account that this version can't read stays as it is, beside the others; one
 * that is none, and a second with the same id, is left out.
 *
 * @throws {TransferError} `file.malformed`, `file.too-many`, `format.version`
 */
export function parseContent(bytes: Uint8Array): ContentRows {
  const rows = accountsOf(bytes)
  checkRowCount(rows.length)
  const notices = new NoticeList()
  const accounts: (ImportedContent | ImportedUnreadable)[] = []
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const account = parseRow(row, index)
    if (account === undefined) notices.leftOut(index, 'row.malformed')
    else if (seen.has(account.accountId)) notices.leftOut(index, 'row.duplicate')
    else {
      seen.add(account.accountId)
      if (account.kind === 'unreadable') notices.incomplete(index, 'row.unreadable')
      accounts.push(account)
    }
  }
  return { rows: rows.length, accounts, notices }
}

function accountsOf(bytes: Uint8Array): readonly CborValue[] {
  const root = decoded(bytes)
  if (!(root instanceof Map)) throw malformed()
  const version: unknown = root.get('v')
  if (typeof version === 'number' && version > VERSION)
    throw new TransferError('format.version', 'A later version of Keyward wrote this file.')
  const accounts: unknown = root.get('accounts')
  if (version !== VERSION || !Array.isArray(accounts)) throw malformed()
  return accounts as readonly CborValue[]
}

function decoded(bytes: Uint8Array): CborValue {
  try {
    return decodeCbor(bytes)
  } catch (error) {
    if (error instanceof CodecError) throw malformed(error)
    throw error
  }
}

function parseRow(row: CborValue, index: number): ImportedContent | ImportedUnreadable | undefined {
  if (!Array.isArray(row)) return undefined
  const [id, profile, secrets] = row as readonly (CborValue | undefined)[]
  if (!(id instanceof Uint8Array) || id.length !== ID_LENGTH) return undefined
  if (!(profile instanceof Uint8Array) || !(secrets instanceof Uint8Array)) return undefined
  const place = { rows: [index], accountId: encodeBase64url(id) }
  const profileRead = parseProfile(profile)
  const secretsRead = parseSecrets(secrets)
  if (profileRead.kind === 'unreadable' || secretsRead.kind === 'unreadable')
    return { kind: 'unreadable', ...place, raw: { profile, secrets: new Secret(secrets) } }
  const content = { profile: profileRead.content, secrets: secretsRead.content }
  return { kind: 'content', ...place, content }
}

function malformed(cause?: CodecError): TransferError {
  return new TransferError('file.malformed', 'The content of the file is not that of an export.', {
    cause,
  })
}

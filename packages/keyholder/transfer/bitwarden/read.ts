import { parseBitwardenPasskey } from '@keyward/webauthn/exchange'
import { TransferError } from '../error.ts'
import { Draft } from '../imports/draft.ts'
import { FAVOURITE } from '../imports/favourite.ts'
import { finishRow } from '../imports/finish-row.ts'
import { isObject, isThere, type JsonObject, listOf, textOf } from '../imports/json.ts'
import { readPasskey } from '../imports/passkey.ts'
import { checkRowCount, type ForeignRows } from '../imports/rows.ts'
import { NoticeList, type NoticeReason } from '../notice.ts'
import { encodeOneTimeCode, parseOneTimeCode } from '../one-time-code.ts'

const LOGIN = 1
/** Addresses of these kinds of matching are none to sign in at: a pattern, and "never". */
const REGULAR_EXPRESSION = 4
const NEVER = 5
/** A custom field that only points at another field. */
const LINKED = 3

/**
 * Reads a Bitwarden JSON export in the clear, of a person or an organisation; every item is a row.
 *
 * @throws {TransferError} `format.encrypted`, `file.malformed`, `file.too-many`
 */
export function readBitwarden(root: JsonObject): ForeignRows {
  if (root['encrypted'] === true) {
    throw new TransferError(
      'format.encrypted',
      'The export is encrypted by Bitwarden: choose the format JSON there, not the encrypted one.',
    )
  }
  const items = root['items']
  if (!Array.isArray(items))
    throw new TransferError('file.malformed', 'The export has no list of items.')
  checkRowCount(items.length)
  const names = new Map<string, string>()
  for (const folder of [...listOf(root['folders']), ...listOf(root['collections'])])
    if (isObject(folder)) names.set(textOf(folder['id']), textOf(folder['name']))
  const notices = new NoticeList()
  const drafts: Draft[] = []
  for (const [row, item] of (items as readonly unknown[]).entries()) {
    const reason = whyNot(item)
    if (reason !== undefined) notices.leftOut(row, reason)
    else finishRow(readItem(row, item as JsonObject, names, notices), drafts, notices)
  }
  return { rows: items.length, drafts, notices }
}

function whyNot(item: unknown): NoticeReason | undefined {
  if (!isObject(item)) return 'row.malformed'
  if (item['type'] !== LOGIN) return 'row.kind'
  if (isThere(item['deletedDate'])) return 'row.deleted'
  return isObject(item['login']) ? undefined : 'row.malformed'
}

function readItem(
  row: number,
  item: JsonObject,
  names: ReadonlyMap<string, string>,
  notices: NoticeList,
): Draft {
  const draft = new Draft(row, notices)
  const login = item['login'] as JsonObject
  draft.appName = textOf(item['name']).trim()
  draft.setDates(item['creationDate'], item['revisionDate'])
  draft.addBasic(textOf(login['username']), textOf(login['password']))
  const code = textOf(login['totp'])
  const parsed = parseOneTimeCode(code)
  if (code !== '') draft.addOneTimeCode(parsed === undefined ? code : encodeOneTimeCode(parsed))
  for (const uri of listOf(login['uris'])) readUri(uri, draft)
  draft.addNote(textOf(item['notes']))
  for (const [part, field] of listOf(item['fields']).entries())
    readField(field, part, draft, notices)
  for (const id of [item['folderId'], ...listOf(item['collectionIds'])])
    draft.addLabel(names.get(textOf(id)) ?? '')
  if (item['favorite'] === true) draft.addLabel(FAVOURITE)
  for (const [part, passkey] of listOf(login['fido2Credentials']).entries())
    readPasskey(draft, notices, () => parseBitwardenPasskey(passkey), part)
  if (isThere(item['passwordHistory'])) notices.incomplete(row, 'history')
  return draft
}

function readUri(uri: unknown, draft: Draft): void {
  if (!isObject(uri)) return
  const address = textOf(uri['uri'])
  const match = uri['match']
  if (match === REGULAR_EXPRESSION || match === NEVER) draft.addField('Address', address)
  else draft.addAddress(address)
}

function readField(field: unknown, part: number, draft: Draft, notices: NoticeList): void {
  if (!isObject(field)) notices.incomplete(draft.row, 'part.malformed', part)
  else if (field['type'] === LINKED) notices.incomplete(draft.row, 'part.kind', part)
  else draft.addField(textOf(field['name']), textOf(field['value']))
}

import { TransferError } from '../error.ts'
import { Draft } from '../imports/draft.ts'
import { FAVOURITE } from '../imports/favourite.ts'
import { finishRow } from '../imports/finish-row.ts'
import { isObject, type JsonObject, listOf, textOf } from '../imports/json.ts'
import { checkRowCount, type ForeignRows } from '../imports/rows.ts'
import { NoticeList } from '../notice.ts'
import { collectionLabels } from './collections.ts'
import { readCredential } from './credentials.ts'

/**
 * Reads the Credential Exchange Format 1.0 in the clear: the header with its accounts; every item
 * is a row.
 *
 * @throws {TransferError} `format.version`, `file.malformed`, `file.too-many`
 */
export function readCxf(root: JsonObject): ForeignRows {
  checkVersion(root['version'])
  const accounts = root['accounts']
  if (!Array.isArray(accounts))
    throw new TransferError('file.malformed', 'The exchange file has no list of accounts.')
  const items: unknown[] = []
  const labels = new Map<string, string[]>()
  for (const account of accounts as readonly unknown[]) {
    if (!isObject(account))
      throw new TransferError('file.malformed', 'An account of the exchange file is none.')
    for (const item of listOf(account['items'])) items.push(item)
    collectionLabels(account['collections'], labels)
  }
  checkRowCount(items.length)
  const notices = new NoticeList()
  const drafts: Draft[] = []
  for (const [row, item] of items.entries()) {
    if (isObject(item)) finishRow(readItem(row, item, labels, notices), drafts, notices)
    else notices.leftOut(row, 'row.malformed')
  }
  return { rows: items.length, drafts, notices }
}

/** Version 1 of whatever minor number, and the drafts before it, which called themselves 0. */
function checkVersion(version: unknown): void {
  const major = isObject(version) ? version['major'] : undefined
  if (major !== 0 && major !== 1)
    throw new TransferError('format.version', 'The exchange file has a version that is not known.')
}

function readItem(
  row: number,
  item: JsonObject,
  labels: ReadonlyMap<string, readonly string[]>,
  notices: NoticeList,
): Draft {
  const draft = new Draft(row, notices)
  draft.appName = textOf(item['title']).trim()
  draft.setDates(seconds(item['creationAt']), seconds(item['modifiedAt']))
  readScope(item['scope'], draft)
  for (const tag of listOf(item['tags'])) draft.addLabel(textOf(tag))
  for (const label of labels.get(textOf(item['id'])) ?? []) draft.addLabel(label)
  if (item['favorite'] === true) draft.addLabel(FAVOURITE)
  for (const [part, credential] of listOf(item['credentials']).entries()) {
    if (isObject(credential)) readCredential(credential, part, draft, notices)
    else notices.incomplete(row, 'part.malformed', part)
  }
  return draft
}

function readScope(scope: unknown, draft: Draft): void {
  if (!isObject(scope)) return
  for (const url of listOf(scope['urls'])) draft.addAddress(textOf(url))
  for (const app of listOf(scope['androidApps']))
    if (isObject(app)) draft.addField('Android app', textOf(app['bundleId']))
}

/** The format counts in seconds. */
function seconds(value: unknown): unknown {
  return typeof value === 'number' ? value * 1000 : value
}

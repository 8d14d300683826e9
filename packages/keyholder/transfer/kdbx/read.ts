import { parseCxfPasskey } from '@keyward/webauthn/exchange'
import type { Kdbx, KdbxEntry } from 'kdbxweb'
import { Draft } from '../imports/draft.ts'
import { finishRow } from '../imports/finish-row.ts'
import { textOf } from '../imports/json.ts'
import { readPasskey } from '../imports/passkey.ts'
import { checkRowCount, type ForeignRows } from '../imports/rows.ts'
import { NoticeList } from '../notice.ts'
import { encodeOneTimeCode, oneTimeCode, parseOneTimeCode } from '../one-time-code.ts'
import {
  FORMER,
  FORMER_CODE,
  KEEPASS_CODE,
  MORE_URLS,
  ONE_TIME_CODE,
  PASSKEY,
  STANDARD,
} from './attributes.ts'
import { fromBase64, fromPem, isSeed } from './pem.ts'
import { entriesOf, type PlacedEntry } from './walk.ts'

/** The attributes of one entry that were not read yet. */
type Attributes = Map<string, string>

/**
 * Reads an opened KDBX database; every entry is a row. Those in the recycle bin are left out, and
 * attributes of no known meaning go to the notes.
 *
 * @throws {TransferError} `file.too-many`
 */
export function readDatabase(kdbx: Kdbx): ForeignRows {
  const entries = entriesOf(kdbx)
  checkRowCount(entries.length)
  const notices = new NoticeList()
  const drafts: Draft[] = []
  for (const [row, placed] of entries.entries()) {
    if (placed.isBinned) notices.leftOut(row, 'row.deleted')
    else finishRow(readEntry(row, placed, notices), drafts, notices)
  }
  return { rows: entries.length, drafts, notices }
}

function readEntry(row: number, { entry, path }: PlacedEntry, notices: NoticeList): Draft {
  const draft = new Draft(row, notices)
  const attributes = attributesOf(entry)
  draft.setDates(entry.times.creationTime?.getTime(), entry.times.lastModTime?.getTime())
  draft.appName = take(attributes, STANDARD.title).trim()
  draft.addBasic(take(attributes, STANDARD.username), take(attributes, STANDARD.password))
  draft.addAddress(take(attributes, STANDARD.url))
  draft.addNote(take(attributes, STANDARD.notes))
  readOneTimeCode(attributes, draft)
  readPasskeyAttributes(attributes, draft, notices)
  for (const label of [path, ...entry.tags]) draft.addLabel(textOf(label))
  for (const [name, value] of attributes)
    if (name === MORE_URLS || /^KP2A_URL_\d+$/.test(name)) draft.addAddress(value)
    else draft.addField(name, value)
  if (entry.history.length > 0) notices.incomplete(row, 'history')
  if (entry.binaries.size > 0) notices.incomplete(row, 'attachment')
  return draft
}

function attributesOf(entry: KdbxEntry): Attributes {
  const attributes: Attributes = new Map()
  for (const [name, value] of entry.fields)
    attributes.set(textOf(name), textOf(typeof value === 'string' ? value : value.getText()))
  return attributes
}

function take(attributes: Attributes, name: string): string {
  const value = attributes.get(name) ?? ''
  attributes.delete(name)
  return value
}

/** One that can't be read stays among the attributes that go to the notes. */
function readOneTimeCode(attributes: Attributes, draft: Draft): void {
  const text = attributes.get(ONE_TIME_CODE) ?? ''
  const [period = '', digits = ''] = (attributes.get(FORMER_CODE.settings) ?? '').split(';')
  const sources = [
    { code: parseOneTimeCode(text), names: [ONE_TIME_CODE] },
    {
      code: oneTimeCode({
        secret: attributes.get(KEEPASS_CODE.secret) ?? '',
        algorithm: attributes.get(KEEPASS_CODE.algorithm) ?? '',
        digits: attributes.get(KEEPASS_CODE.digits) ?? '',
        period: attributes.get(KEEPASS_CODE.period) ?? '',
      }),
      names: Object.values(KEEPASS_CODE),
    },
    {
      code: oneTimeCode({ secret: attributes.get(FORMER_CODE.secret) ?? '', period, digits }),
      names: Object.values(FORMER_CODE),
    },
  ]
  for (const { code, names } of sources) {
    if (code === undefined) continue
    draft.addOneTimeCode(encodeOneTimeCode(code))
    for (const name of names) attributes.delete(name)
  }
}

function readPasskeyAttributes(attributes: Attributes, draft: Draft, notices: NoticeList): void {
  if (!attributes.has(PASSKEY.privateKey)) return
  const formerId = take(attributes, FORMER.credentialId)
  const formerName = take(attributes, FORMER.username)
  const { createdAt } = draft
  const seed = fromBase64(take(attributes, PASSKEY.prf))
  if (seed !== '' && !isSeed(seed)) notices.incomplete(draft.row, 'passkey.extension')
  const record = {
    type: 'passkey',
    credentialId: fromBase64(take(attributes, PASSKEY.credentialId) || formerId),
    rpId: take(attributes, PASSKEY.rpId),
    username: take(attributes, PASSKEY.username) || formerName || draft.username,
    userHandle: fromBase64(take(attributes, PASSKEY.userHandle)),
    key: fromPem(take(attributes, PASSKEY.privateKey)),
    // One seed stands for both, as in the draft of the exchange format.
    ...(isSeed(seed)
      ? { fido2Extensions: { hmacSecret: { algorithm: 'HS256', secret: seed } } }
      : {}),
    // An entry without flags was registered without them: KeePassXC had none at first.
    keyward: {
      backupEligible: isSet(take(attributes, PASSKEY.backupEligible)),
      backupState: isSet(take(attributes, PASSKEY.backupState)),
      // The entry's date stands for that of its passkey, which has none of its own.
      ...(createdAt === undefined ? {} : { createdAt }),
    },
  }
  readPasskey(draft, notices, () => parseCxfPasskey(record))
}

function isSet(flag: string): boolean {
  return flag === '1' || flag.toLowerCase() === 'true'
}

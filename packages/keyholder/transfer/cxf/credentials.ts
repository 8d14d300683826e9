import { parseCxfPasskey } from '@keyward/webauthn/exchange'
import type { Draft } from '../imports/draft.ts'
import { isObject, isThere, type JsonObject, listOf, textOf } from '../imports/json.ts'
import { readPasskey } from '../imports/passkey.ts'
import type { NoticeList } from '../notice.ts'
import { encodeOneTimeCode, oneTimeCode } from '../one-time-code.ts'

type Reader = (credential: JsonObject, part: number, draft: Draft, notices: NoticeList) => void

const READERS: Readonly<Record<string, Reader>> = {
  'basic-auth': (credential, _part, draft) =>
    draft.addBasic(fieldText(credential['username']), fieldText(credential['password'])),
  totp: readTotp,
  passkey: readCxfPasskey,
  note: (credential, _part, draft) => draft.addNote(fieldText(credential['content'])),
  'custom-fields': readCustomFields,
}

/** Reads one credential of an item; of a kind that has no place here only a notice stays. */
export function readCredential(
  credential: JsonObject,
  part: number,
  draft: Draft,
  notices: NoticeList,
): void {
  const type = textOf(credential['type'])
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined
  if (reader === undefined) notices.incomplete(draft.row, 'part.kind', part)
  else reader(credential, part, draft, notices)
}

function readTotp(credential: JsonObject, part: number, draft: Draft, notices: NoticeList): void {
  const code = oneTimeCode({
    secret: textOf(credential['secret']),
    algorithm: textOf(credential['algorithm']),
    digits: textOf(credential['digits']),
    period: textOf(credential['period']),
    issuer: textOf(credential['issuer']),
    username: textOf(credential['username']),
  })
  if (code === undefined) notices.incomplete(draft.row, 'part.malformed', part)
  else draft.addOneTimeCode(encodeOneTimeCode(code))
}

function readCxfPasskey(
  credential: JsonObject,
  part: number,
  draft: Draft,
  notices: NoticeList,
): void {
  const source = readPasskey(draft, notices, () => parseCxfPasskey(credential), part)
  const extensions = credential['fido2Extensions']
  if (source === undefined || !isObject(extensions)) return
  const isKept = (name: string): boolean =>
    source.prfSeeds !== undefined && (name === 'hmacCredentials' || name === 'hmacSecret')
  const names = Object.keys(extensions).filter((name) => isThere(extensions[name]))
  if (names.some((name) => !isKept(name))) notices.incomplete(draft.row, 'passkey.extension', part)
}

function readCustomFields(credential: JsonObject, _part: number, draft: Draft): void {
  draft.addNote(fieldText(credential['label']))
  for (const field of listOf(credential['fields']))
    if (isObject(field)) draft.addField(textOf(field['label']), fieldText(field))
}

/** The value of an editable field, or the bare text that some write instead. */
function fieldText(field: unknown): string {
  return textOf(isObject(field) ? field['value'] : field)
}

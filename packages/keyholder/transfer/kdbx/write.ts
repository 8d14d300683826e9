import { decodeBase64url } from '@keyward/codec'
import { ARGON2ID_COST } from '@keyward/primitives/kdf'
import type { Random } from '@keyward/primitives/signature'
import type { Kdbx, KdbxEntry, KdbxGroup } from 'kdbxweb'
import { splitByPasskey, type SplitEntry } from '../exports/split.ts'
import type { ExportView } from '../exports/view.ts'
import type { NoticeList } from '../notice.ts'
import { otpauthAddress, parseOneTimeCode } from '../one-time-code.ts'
import { MORE_URLS, ONE_TIME_CODE, STANDARD } from './attributes.ts'
import { type KdbxKdf, type Kdbxweb, loadKdbxweb, toBuffer } from './library.ts'
import { passkeyAttributes, passkeyLosses } from './passkey.ts'

/** What XML can't hold or changes, and what divides the tags of an entry. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const NO_XML_TEXT = /[\0-\u001f\ufffe\uffff]/
const TAG_DIVIDERS = /[;,:]/

/** What writing takes. */
export interface KdbxWriting extends KdbxKdf {
  readonly passphrase: string
  readonly random: Random
  /** Milliseconds since 1970, UTC. */
  readonly at: number
}

/**
 * Writes a KDBX 4 database under a passphrase: Argon2id, AES-256 and HMAC-SHA-256. An entry holds
 * one passkey, so that an account with several becomes several entries. Salts and nonces come from
 * the library, which has no port for them.
 */
export async function writeKdbx(
  views: readonly ExportView[],
  writing: KdbxWriting,
  notices: NoticeList,
): Promise<Uint8Array> {
  const library = await loadKdbxweb(writing)
  const kdbx = emptyDatabase(library, writing)
  const group = kdbx.getDefaultGroup()
  for (const view of views) {
    noteLosses(view, notices)
    for (const entry of splitByPasskey(view)) addEntry({ library, kdbx, group, writing }, entry)
  }
  return new Uint8Array(await kdbx.save())
}

function emptyDatabase(library: Kdbxweb, { passphrase }: KdbxWriting): Kdbx {
  const credentials = new library.Credentials(library.ProtectedValue.fromString(passphrase))
  const kdbx = library.Kdbx.create(credentials, 'Keyward')
  kdbx.header.setKdf(library.Consts.KdfId.Argon2id)
  const { UInt32, UInt64 } = library.VarDictionary.ValueType
  const { memoryKiB, iterations, parallelism } = ARGON2ID_COST
  kdbx.header.kdfParameters?.set('M', UInt64, library.Int64.from(memoryKiB * 1024))
  kdbx.header.kdfParameters?.set('I', UInt64, library.Int64.from(iterations))
  kdbx.header.kdfParameters?.set('P', UInt32, parallelism)
  return kdbx
}

function noteLosses(view: ExportView, notices: NoticeList): void {
  const { row, labels } = view
  if (labels.some((label) => TAG_DIVIDERS.test(label) || label.trim() !== label))
    notices.incomplete(row, 'labels')
  const plain = [view.appName, view.username, ...view.hosts, ...labels]
  const named = view.passkeys.flatMap(({ rpId, userName }) => [rpId, userName])
  if ([...plain, ...named].some((text) => NO_XML_TEXT.test(text))) notices.incomplete(row, 'text')
  for (const [part, passkey] of view.passkeys.entries())
    for (const reason of passkeyLosses(passkey)) notices.incomplete(row, reason, part)
}

interface Target {
  readonly library: Kdbxweb
  readonly kdbx: Kdbx
  readonly group: KdbxGroup
  readonly writing: KdbxWriting
}

function addEntry(target: Target, { view, passkey, isFirst }: SplitEntry): void {
  const { library, kdbx, group, writing } = target
  const entry = kdbx.createEntry(group)
  const id = isFirst ? decodeBase64url(view.accountId) : writing.random(16)
  entry.uuid = new library.KdbxUuid(toBuffer(id))
  entry.tags = [...view.labels]
  setTimes(entry, view.modifiedAt, passkey?.createdAt)
  const set = (name: string, value: string, isProtected = false): void => {
    if (value === '') return
    entry.fields.set(name, isProtected ? library.ProtectedValue.fromString(value) : value)
  }
  set(STANDARD.title, view.appName)
  set(STANDARD.username, view.username)
  for (const [i, host] of view.hosts.entries())
    set(i === 0 ? STANDARD.url : i === 1 ? MORE_URLS : `${MORE_URLS}_${i - 1}`, `https://${host}`)
  if (isFirst) {
    const code = parseOneTimeCode(view.oneTimeCodeSeed)
    set(STANDARD.password, view.password, true)
    set(STANDARD.notes, view.notes, true)
    set(ONE_TIME_CODE, code === undefined ? view.oneTimeCodeSeed : otpauthAddress(code), true)
  }
  if (passkey === undefined) return
  for (const { name, value, isProtected } of passkeyAttributes(passkey))
    set(name, value, isProtected)
}

function setTimes({ times }: KdbxEntry, modified: number, created = modified): void {
  times.creationTime = new Date(created)
  for (const name of ['lastModTime', 'lastAccessTime', 'locationChanged', 'expiryTime'] as const)
    times[name] = new Date(modified)
}

import { encodeBase64url, toUsvString } from '@keyward/codec'
import { Unprintable } from '@keyward/primitives/unprintable'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { readDate } from '../../accounts/dates.ts'
import { TRANSFER_LIMITS } from '../limits.ts'
import type { NoticeList } from '../notice.ts'
import { hostOf } from './host.ts'

/** What is read of one row, piece by piece; what has no place of its own goes to the notes. */
export class Draft extends Unprintable {
  readonly row: number
  readonly labels = new Set<string>()
  readonly hosts = new Set<string>()
  readonly passkeys = new Map<string, CredentialSource>()
  appName = ''
  username = ''
  displayName = ''
  password = ''
  oneTimeCodeSeed = ''
  createdAt: number | undefined
  modifiedAt: number | undefined
  readonly #notices: NoticeList
  readonly #notes = new Set<string>()

  constructor(row: number, notices: NoticeList) {
    super('imported row')
    this.row = row
    this.#notices = notices
  }

  get notes(): string {
    return [...this.#notes].join('\n')
  }

  /** Whether there is anything to sign in with. */
  get isLogin(): boolean {
    const texts = this.username + this.password + this.oneTimeCodeSeed
    return texts !== '' || this.passkeys.size > 0
  }

  addNote(text: string): void {
    if (text.trim() !== '') this.#notes.add(text)
  }

  /** The notes of another row of the same account, those that are not here already. */
  addNotesOf(other: Draft): void {
    for (const note of other.#notes) this.#notes.add(note)
  }

  /** A text with a name, as a line of the notes. */
  addField(name: string, value: string): void {
    if (value !== '') this.addNote(name === '' ? value : `${name}: ${value}`)
  }

  addLabel(label: string): void {
    const text = label.trim()
    if (text !== '') this.labels.add(text)
  }

  /** Of a web address the host is kept; other addresses go to the notes. */
  addAddress(address: string): void {
    const host = hostOf(address)
    if (host !== undefined && (this.hosts.has(host) || this.hosts.size < TRANSFER_LIMITS.hosts))
      this.hosts.add(host)
    else this.addField('Address', address.trim())
  }

  /** A name and a password; a second, different pair of one row goes to the notes. */
  addBasic(username: string, password: string): void {
    const isSame =
      (this.username === '' || this.username === username) &&
      (this.password === '' || this.password === password)
    if (isSame) {
      this.username = username
      this.password = password
      return
    }
    this.addField('Username', username)
    this.addField('Password', password)
  }

  addOneTimeCode(text: string): void {
    if (this.oneTimeCodeSeed === '' || this.oneTimeCodeSeed === text) this.oneTimeCodeSeed = text
    else this.addField('One-time code', text)
  }

  addPasskey(source: CredentialSource, part?: number): void {
    const key = encodeBase64url(source.id)
    if (this.passkeys.has(key)) this.#notices.incomplete(this.row, 'passkey.duplicate', part)
    else if (this.passkeys.size >= TRANSFER_LIMITS.passkeys)
      this.#notices.incomplete(this.row, 'passkey.too-many', part)
    else this.passkeys.set(key, withCleanTexts(source))
  }

  /** Dates as the row has them; what is none is left out. */
  setDates(created: unknown, modified: unknown): void {
    this.createdAt = readDate(created)
    this.modifiedAt = readDate(modified)
  }

  /** UTF-16 code units of all texts. */
  get size(): number {
    let size = this.appName.length + this.username.length + this.displayName.length
    size += this.password.length + this.oneTimeCodeSeed.length
    for (const text of [...this.#notes, ...this.labels, ...this.hosts]) size += text.length + 1
    for (const { rpId, rpName, userName, userDisplayName } of this.passkeys.values())
      size += rpId.length + rpName.length + userName.length + userDisplayName.length
    return size
  }
}

/** The same passkey without lone surrogates, which no stored text can have. */
function withCleanTexts(source: CredentialSource): CredentialSource {
  return {
    ...source,
    rpId: toUsvString(source.rpId),
    rpName: toUsvString(source.rpName),
    userName: toUsvString(source.userName),
    userDisplayName: toUsvString(source.userDisplayName),
  }
}

import { compareTexts } from '../merge/order.ts'
import type { SearchEntry } from './entry.ts'
import { searchedText, unmarked } from './words.ts'

/** The columns of a segment, in this order; each has one line for an entry. */
export const COLUMN = {
  appName: 0,
  hosts: 1,
  username: 2,
  labels: 3,
  accountId: 4,
  rpIds: 5,
  shown: 6,
} as const

export const COLUMNS = Object.keys(COLUMN).length

/** The columns that are searched, and how much a match in them counts. */
export const SEARCHED = [
  { column: COLUMN.appName, weight: 40 },
  { column: COLUMN.hosts, weight: 30 },
  { column: COLUMN.username, weight: 20 },
  { column: COLUMN.labels, weight: 10 },
] as const

/** An entry's line in each column. */
export type Lines = readonly string[]

/** Making lines takes much longer than reading them, and one change puts its neighbours in again. */
const made = new WeakMap<SearchEntry, Lines>()

export function linesOf(entry: SearchEntry): Lines {
  const known = made.get(entry)
  if (known !== undefined) return known
  const { accountId, appName, username, displayName, labels, rpIds } = entry
  const lines = [
    searchedText([appName]),
    searchedText(rpIds),
    searchedText([username]),
    searchedText(labels),
    escape(accountId),
    rpIds.map(rpIdField).join(''),
    [appName, username, displayName, countsOf(entry), ...labels].map(escape).join('\t'),
  ]
  made.set(entry, lines)
  return lines
}

/**
 * How many passkeys are active, after a space how many are quarantined, if any, and each collection
 * after a space and a colon.
 */
function countsOf({ passkeys, quarantined = 0, collections = [] }: SearchEntry): string {
  const counts = quarantined === 0 ? String(passkeys) : `${passkeys} ${quarantined}`
  return [counts, ...collections.map(collectionField)].join('')
}

/** One collection as it stands in its column; another one, a tab or an end follows. */
export function collectionField(collectionId: string): string {
  return ` :${collectionId}`
}

/** Reads any lines; what they lack is empty. */
export function entryOf(lines: Lines): SearchEntry {
  const [appName = '', username = '', displayName = '', counts = '', ...labels] = fields(
    lines[COLUMN.shown],
  )
  const [, passkeys = 0, quarantined = 0, collections = ''] =
    /^(\d{1,9})(?: (\d{1,9}))?((?: :[\w-]+)*)$/.exec(counts) ?? []
  const entry = {
    accountId: accountIdOf(lines[COLUMN.accountId] ?? ''),
    appName,
    username,
    displayName,
    labels,
    rpIds: fields(lines[COLUMN.rpIds]).slice(1),
    passkeys: Number(passkeys),
    ...(Number(quarantined) === 0 ? {} : { quarantined: Number(quarantined) }),
    ...(collections === '' ? {} : { collections: collections.slice(2).split(' :') }),
  }
  made.set(entry, lines)
  return entry
}

/** Reads the line of the column of account ids. */
export function accountIdOf(line: string): string {
  return unescape(line)
}

/** What entries are sorted by: the app, and within it the username and then the account. */
export class Order {
  readonly app: string
  readonly #line: (column: number) => string
  #account: string | undefined

  /** @param line gives an entry's line of a column */
  constructor(line: (column: number) => string) {
    this.app = unmarked(line(COLUMN.appName))
    this.#line = line
  }

  /** Most apps are there once, and are put in order without this. */
  get account(): string {
    this.#account ??= `${unmarked(this.#line(COLUMN.username))}\u0000${this.#line(COLUMN.accountId)}`
    return this.#account
  }
}

export function compareOrders(a: Order, b: Order): number {
  return compareTexts(a.app, b.app) || compareTexts(a.account, b.account)
}

/** One RP ID as it stands in its column; a tab, the end of the line or of the column follows. */
export function rpIdField(rpId: string): string {
  return `\t${escape(rpId)}`
}

function fields(line = ''): string[] {
  return line.split('\t').map(unescape)
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
}
const PLAIN = new Map(Object.entries(ESCAPED).map(([plain, escaped]) => [escaped, plain]))

/** Keeps what parts fields, lines and columns out of them. */
function escape(text: string): string {
  return text.replace(/[\\\t\n\f]/g, (character) => ESCAPED[character] ?? character)
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\[\\tnf]/g, (escaped) => PLAIN.get(escaped) ?? escaped)
}

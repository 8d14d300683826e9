import { encodeBase64url } from '@keyward/codec'
import { isRemoved, mergeAccounts, type AccountContent } from '../../accounts.ts'
import {
  type ImportedAccount,
  type ImportedContent,
  type ImportPorts,
  loginContent,
  type Notice,
  readImport,
  type TransferFormat,
} from '../../transfer.ts'
import { takeUsername } from '../accounts/usernames.ts'
import { type Desk, editAt, requireAllowed } from '../desk.ts'

/** An account of the file that was not taken, by the rows that it came from. */
export interface NotImported {
  readonly rows: readonly number[]
  /** `later-version`: a newer Keyward wrote it, and only a newer one can take it. */
  readonly reason: 'username-taken' | 'later-version'
}

export interface Imported {
  readonly format: TransferFormat
  /** How many rows the file has. */
  readonly rows: number
  /** The accounts that were made, and those that were there and took over what they lacked. */
  readonly made: readonly string[]
  readonly merged: readonly string[]
  readonly notImported: readonly NotImported[]
  /** What happened to single rows while the file was read. */
  readonly notices: readonly Notice[]
}

/**
 * Takes the accounts of a file over, one after the other: what was taken before a failure stays. A
 * username that another account has keeps that one account out, and it is named in the answer. An
 * account of Keyward's own format that the member owns is merged, field by field. To whom it was
 * shared is not taken over: a file shares nothing.
 *
 * @param told called after each account with how many are done, and of how many
 * @throws {KeyholderError} `forbidden`, `replica.*`
 * @throws {TransferError} when the file can't be read
 */
export async function importAccounts(
  desk: Desk,
  file: Uint8Array,
  ports: ImportPorts,
  told: (done: number, of: number) => void = () => {},
): Promise<Imported> {
  requireAllowed(desk, 'accounts.create', {})
  const { format, rows, accounts, notices } = await readImport(file, ports)
  const made: string[] = []
  const merged: string[] = []
  const notImported: NotImported[] = []
  for (const [at, account] of accounts.entries()) {
    const taken = await takeOver(desk, account)
    if ('reason' in taken) notImported.push({ rows: account.rows, reason: taken.reason })
    else (taken.isNew ? made : merged).push(taken.accountId)
    told(at + 1, accounts.length)
  }
  const count = made.length + merged.length
  if (count > 0) await desk.vault.record([{ event: 'imported', subject: { count } }])
  return { format, rows, made, merged, notImported, notices }
}

type Taken =
  | { readonly accountId: string; readonly isNew: boolean }
  | { readonly reason: NotImported['reason'] }

async function takeOver(desk: Desk, account: ImportedAccount): Promise<Taken> {
  if (account.kind === 'unreadable') return { reason: 'later-version' }
  if (account.kind === 'login') return makeNew(desk, loginContent(account, editAt(desk)))
  const { profile, secrets } = account.content
  // What is no account is never in an export.
  if (profile.kind !== '') return { reason: 'later-version' }
  const content = { profile: { ...profile, shares: new Map() }, secrets }
  const merged = await mergeWithOwn(desk, { ...account, content })
  return merged ?? makeNew(desk, content)
}

async function makeNew(desk: Desk, content: AccountContent): Promise<Taken> {
  // An id of its own: the one in the file may be that of an account that others have here.
  const accountId = encodeBase64url(desk.platform.random(16))
  if (!isRemoved(content.profile) && !(await takeUsername(desk, accountId, content)))
    return { reason: 'username-taken' }
  await desk.vault.create(content, { accountId, onTaken: 'refuse' })
  return { accountId, isNew: true }
}

/** undefined when the member owns no account with this id. */
async function mergeWithOwn(
  desk: Desk,
  { accountId, content }: ImportedContent,
): Promise<Taken | undefined> {
  const own = await desk.vault.get(accountId)
  if (own?.secrets === undefined || own.profile.kind !== '') return undefined
  const merged = mergeAccounts({ profile: own.profile, secrets: own.secrets }, content)
  if (!isRemoved(merged.profile) && !(await takeUsername(desk, accountId, merged)))
    return { reason: 'username-taken' }
  await desk.vault.save(accountId, merged, { onTaken: 'refuse' })
  return { accountId, isNew: false }
}

import { COLLECTION } from '../content/collections.ts'
import { AccountsError } from '../error.ts'
import { Secret } from '../content/secret.ts'
import { isRemoved, type Register, removedAt, type Stamp } from '../content/stamped.ts'
import {
  type AccountContent,
  PROFILE_TEXTS,
  type ProfileText,
  SECRET_TEXTS,
  type SecretText,
} from '../content/types.ts'
import {
  type Edit,
  expectThere,
  finish,
  mark,
  RESTORE_MILLISECONDS,
  stampFor,
  written,
  writtenSet,
} from './edit.ts'

/** What people write into an account. An empty text is the same as none. */
export interface AccountFields
  extends Readonly<Record<ProfileText, string>>, Readonly<Record<SecretText, string>> {
  /** RP IDs beside those of the passkeys. */
  readonly rpIds: readonly string[]
  readonly labels: readonly string[]
  /** The hosts to which a secret may be given. */
  readonly hosts: readonly string[]
}

/** A new account without passkeys. Fields that are left out are empty. */
export function createAccount(fields: Partial<AccountFields>, edit: Edit): AccountContent {
  const blank = emptyContent()
  return finish(blank, withFields(blank, fields, edit), edit)
}

/** A new collection, which is kept as accounts are and is none: its name is that of its app. */
export function createCollection(name: string, edit: Edit): AccountContent {
  const { profile, secrets } = createAccount({ appName: name }, edit)
  return { profile: { ...profile, kind: COLLECTION }, secrets }
}

/**
 * Changes the given fields and no others; lists are given whole. The very same content comes back
 * when nothing changes.
 *
 * @throws {AccountsError} `account.deleted`
 */
export function editAccount(
  content: AccountContent,
  changes: Partial<AccountFields>,
  edit: Edit,
): AccountContent {
  expectThere(content)
  const stamp = stampFor(content, edit)
  const after = withFields(content, changes, stamp)
  const isSame =
    Object.entries(after.profile).every(([k, v]) => content.profile[k as 'labels'] === v) &&
    Object.entries(after.secrets).every(([k, v]) => content.secrets[k as 'hosts'] === v)
  return isSame ? content : finish(content, after, stamp)
}

/** Marks the account as deleted; all that it holds stays. @throws {AccountsError} `account.deleted` */
export function deleteAccount(content: AccountContent, edit: Edit): AccountContent {
  expectThere(content)
  return { ...content, profile: mark(content.profile, stampFor(content, edit)) }
}

/**
 * Takes the mark away, within 30 days of the deletion.
 *
 * @throws {AccountsError} `account.not-deleted`, `account.restore-expired`
 */
export function restoreAccount(content: AccountContent, edit: Edit): AccountContent {
  if (!isRemoved(content.profile))
    throw new AccountsError('account.not-deleted', 'The account is not deleted.')
  if (edit.at - (removedAt(content.profile) ?? 0) > RESTORE_MILLISECONDS)
    throw new AccountsError('account.restore-expired', 'It was deleted more than 30 days ago.')
  return finish(content, content, stampFor(content, edit))
}

function withFields(
  { profile, secrets }: AccountContent,
  changes: Partial<AccountFields>,
  stamp: Stamp,
): AccountContent {
  const texts: Partial<Record<ProfileText, Register<string>>> = {}
  for (const field of PROFILE_TEXTS)
    texts[field] = written(profile[field], changes[field] ?? profile[field].value, stamp)
  const secretTexts: Partial<Record<SecretText, Register<Secret<string>>>> = {}
  for (const field of SECRET_TEXTS) {
    const change = changes[field]
    secretTexts[field] =
      change === undefined ? secrets[field] : written(secrets[field], new Secret(change), stamp)
  }
  const set = (name: 'rpIds' | 'labels') =>
    changes[name] === undefined ? profile[name] : writtenSet(profile[name], changes[name], stamp)
  const hosts =
    changes.hosts === undefined ? secrets.hosts : writtenSet(secrets.hosts, changes.hosts, stamp)
  return {
    profile: { ...profile, ...texts, rpIds: set('rpIds'), labels: set('labels') },
    secrets: { ...secrets, ...secretTexts, hosts },
  }
}

function emptyContent(): AccountContent {
  const text: Register<string> = { value: '', at: 0, by: '' }
  const secret: Register<Secret<string>> = { value: new Secret(''), at: 0, by: '' }
  const none = new Map<never, never>()
  return {
    profile: {
      kind: '',
      appName: text,
      username: text,
      displayName: text,
      rpIds: none,
      labels: none,
      shares: none,
      passkeys: none,
      touched: none,
      removed: none,
      history: [],
      rest: none,
    },
    secrets: {
      password: secret,
      oneTimeCodeSeed: secret,
      notes: secret,
      hosts: none,
      passkeys: none,
      history: [],
      rest: none,
    },
  }
}

import type { AccountFields } from '@keyward/keyholder/accounts'
import type { AccountView, RevealedSecret } from '@keyward/keyholder/commands'
import { addressesOf, parseAddresses, parseLabels } from '../parts/addresses.ts'

/** The texts of a form, as they stand in its fields. */
export interface DraftTexts {
  readonly appName: string
  readonly username: string
  readonly displayName: string
  /** One a line. */
  readonly addresses: string
  /** Parted by commas. */
  readonly labels: string
}

export type DraftText = keyof DraftTexts

export const DRAFT_TEXTS = ['appName', 'username', 'displayName', 'addresses', 'labels'] as const

/** Secrets that were written; what is left out stays as it is. */
export type DraftSecrets = Partial<Record<RevealedSecret, string>>

export const EMPTY_TEXTS: DraftTexts = {
  appName: '',
  username: '',
  displayName: '',
  addresses: '',
  labels: '',
}

/** What the fields of an account's form begin with. */
export function textsOf(account: AccountView): DraftTexts {
  const { appName, username, displayName, labels } = account
  return {
    appName,
    username,
    displayName,
    addresses: addressesOf(account).join('\n'),
    labels: labels.join(', '),
  }
}

const SECRET_FIELDS = {
  password: 'password',
  'one-time-code': 'oneTimeCodeSeed',
  note: 'notes',
} as const

/**
 * What is to be changed: only fields that differ from what the form began with, so that nothing
 * is written over that another device changed meanwhile.
 */
export function fieldsOf(
  texts: DraftTexts,
  base: DraftTexts,
  secrets: DraftSecrets,
): Partial<AccountFields> {
  const differs = (name: DraftText): boolean => texts[name] !== base[name]
  const { hosts } = parseAddresses(texts.addresses)
  return {
    ...(differs('appName') ? { appName: texts.appName.trim() } : {}),
    ...(differs('username') ? { username: texts.username.trim() } : {}),
    ...(differs('displayName') ? { displayName: texts.displayName.trim() } : {}),
    ...(differs('addresses') ? { hosts, rpIds: hosts } : {}),
    ...(differs('labels') ? { labels: parseLabels(texts.labels) } : {}),
    ...Object.fromEntries(
      Object.entries(secrets).map(([name, value]) => [
        SECRET_FIELDS[name as RevealedSecret],
        name === 'one-time-code' ? value.trim() : value,
      ]),
    ),
  }
}

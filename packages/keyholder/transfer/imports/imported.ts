import type { CredentialSource } from '@keyward/webauthn/authenticator'
import type { Secret } from '../../accounts/content/secret.ts'
import type { AccountContent, SecretText } from '../../accounts/content/types.ts'
import { type AccountFields, createAccount } from '../../accounts/edits/account.ts'
import type { Edit } from '../../accounts/edits/edit.ts'
import { addPasskey } from '../../accounts/edits/passkeys.ts'
import type { TransferFormat } from '../formats.ts'
import type { Notice } from '../notice.ts'

/** A login of another manager. Nothing of it prints that is secret. */
export interface ImportedLogin {
  readonly kind: 'login'
  /** The rows of the file that it came from, in order; several where they were one account. */
  readonly rows: readonly number[]
  readonly fields: Omit<AccountFields, SecretText>
  readonly secrets: Readonly<Record<SecretText, Secret<string>>>
  /** No two with the same credential ID. */
  readonly passkeys: readonly CredentialSource[]
  /** When the other manager says that it was made and last changed: milliseconds since 1970, UTC. */
  readonly createdAt?: number
  readonly modifiedAt?: number
}

/** An account of Keyward, whole: with its history, its deleted parts, and what is unknown here. */
export interface ImportedContent {
  readonly kind: 'content'
  readonly rows: readonly number[]
  readonly accountId: string
  readonly content: AccountContent
}

/** An account that a later version wrote: to be kept as it is. */
export interface ImportedUnreadable {
  readonly kind: 'unreadable'
  readonly rows: readonly number[]
  readonly accountId: string
  readonly raw: RawAccount
}

/** The stored bytes of an account's two compartments; those of the secrets can't print. */
export interface RawAccount {
  readonly profile: Uint8Array
  readonly secrets: Secret<Uint8Array>
}

export type ImportedAccount = ImportedLogin | ImportedContent | ImportedUnreadable

/** What a file gave. Every row is in `rows` of exactly one account, or left out with one notice. */
export interface ImportResult {
  readonly format: TransferFormat
  /** How many rows the file has. */
  readonly rows: number
  readonly accounts: readonly ImportedAccount[]
  readonly notices: readonly Notice[]
}

/** The content of a new account for an imported login. Never throws for what `readImport` gave. */
export function loginContent(login: ImportedLogin, edit: Edit): AccountContent {
  const { password, oneTimeCodeSeed, notes } = login.secrets
  const fields: AccountFields = {
    ...login.fields,
    password: password.reveal(),
    oneTimeCodeSeed: oneTimeCodeSeed.reveal(),
    notes: notes.reveal(),
  }
  const empty = createAccount(fields, edit)
  return login.passkeys.reduce((content, passkey) => addPasskey(content, passkey, edit), empty)
}

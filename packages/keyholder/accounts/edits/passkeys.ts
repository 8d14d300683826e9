import { encodeBase64url } from '@keyward/codec'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { AccountsError } from '../error.ts'
import { isRemoved, removedAt } from '../content/stamped.ts'
import type { AccountContent, NamesOffer, Passkey, PasskeySecrets } from '../content/types.ts'
import { fromCredentialSource } from '../credential-source.ts'
import {
  type Edit,
  expectThere,
  finish,
  livePasskeyOf,
  mark,
  passkeyOf,
  RESTORE_MILLISECONDS,
  stampFor,
  touch,
  withPasskey,
  written,
} from './edit.ts'

/**
 * Adds a passkey beside those that are there: none is overwritten, not even one for the same RP
 * and user handle.
 *
 * @throws {AccountsError} `account.deleted`, `passkey.exists` when the account has (or had) one
 *   with this credential ID, `passkey.malformed`
 */
export function addPasskey(
  content: AccountContent,
  source: CredentialSource,
  edit: Edit,
): AccountContent {
  expectThere(content)
  const key = encodeBase64url(source.id)
  if (content.profile.passkeys.has(key) || content.secrets.passkeys.has(key))
    throw new AccountsError('passkey.exists', 'The account has this passkey already.')
  const stamp = stampFor(content, edit)
  const parts = fromCredentialSource(source, stamp)
  const after = withPasskey(content, key, touch(parts.passkey, stamp))
  return finish(content, withSecrets(after, key, parts.secrets), stamp)
}

/** Names a passkey; an empty name is none. @throws {AccountsError} as `describePasskey` */
export function renamePasskey(
  content: AccountContent,
  credentialId: Uint8Array,
  name: string,
  edit: Edit,
): AccountContent {
  return editPasskey(content, credentialId, edit, (passkey, stamp) => ({
    ...passkey,
    name: written(passkey.name, name, stamp),
  }))
}

/**
 * Takes over what the RP says about the user of a passkey.
 *
 * @throws {AccountsError} `account.deleted`, `passkey.unknown`, `passkey.deleted`
 */
export function describePasskey(
  content: AccountContent,
  credentialId: Uint8Array,
  user: { readonly userName: string; readonly userDisplayName: string },
  edit: Edit,
): AccountContent {
  return editPasskey(content, credentialId, edit, (passkey, stamp) => ({
    ...passkey,
    userName: written(passkey.userName, user.userName, stamp),
    userDisplayName: written(passkey.userDisplayName, user.userDisplayName, stamp),
  }))
}

/**
 * Keeps what the RP calls the user of a passkey now, for a person to decide about: once for the same
 * names, whatever was decided. The very same content comes back when it is no news.
 *
 * @throws {AccountsError} as `describePasskey`
 */
export function offerNames(
  content: AccountContent,
  credentialId: Uint8Array,
  { userName, userDisplayName }: { readonly userName: string; readonly userDisplayName: string },
  edit: Edit,
): AccountContent {
  const { offer, ...passkey } = livePasskeyOf(content, encodeBase64url(credentialId))
  const isSo =
    passkey.userName.value === userName && passkey.userDisplayName.value === userDisplayName
  const [name, displayName] = offer?.extra ?? []
  if (name === userName && displayName === userDisplayName) return content
  if (isSo && offer?.value !== true) return content
  return writeOffer(
    content,
    credentialId,
    { value: !isSo, extra: [userName, userDisplayName] },
    edit,
  )
}

/** Ends an offer of names. @throws {AccountsError} as `describePasskey` */
export function closeOffer(
  content: AccountContent,
  credentialId: Uint8Array,
  edit: Edit,
): AccountContent {
  const { offer } = livePasskeyOf(content, encodeBase64url(credentialId))
  if (offer?.value !== true) return content
  return writeOffer(content, credentialId, { value: false, extra: offer.extra }, edit)
}

function writeOffer(
  content: AccountContent,
  credentialId: Uint8Array,
  offer: Pick<NamesOffer, 'value' | 'extra'>,
  edit: Edit,
): AccountContent {
  return editPasskey(content, credentialId, edit, (passkey, { at, by }) => ({
    ...passkey,
    offer: { ...offer, at: Math.max(at, (passkey.offer?.at ?? 0) + 1), by },
  }))
}

/** Sets a passkey apart or takes it back into use. @throws {AccountsError} as `describePasskey` */
export function quarantinePasskey(
  content: AccountContent,
  credentialId: Uint8Array,
  quarantined: boolean,
  edit: Edit,
): AccountContent {
  return editPasskey(content, credentialId, edit, (passkey, stamp) => ({
    ...passkey,
    quarantined: written(passkey.quarantined, quarantined, stamp),
  }))
}

/** Marks a passkey as deleted; its key stays. @throws {AccountsError} as `describePasskey` */
export function deletePasskey(
  content: AccountContent,
  credentialId: Uint8Array,
  edit: Edit,
): AccountContent {
  return editPasskey(content, credentialId, edit, (passkey, stamp) => mark(passkey, stamp))
}

/**
 * Takes the mark away, within 30 days of the deletion: the passkey signs in again.
 *
 * @throws {AccountsError} `account.deleted`, `passkey.unknown`, `passkey.not-deleted`,
 *   `passkey.restore-expired`
 */
export function restorePasskey(
  content: AccountContent,
  credentialId: Uint8Array,
  edit: Edit,
): AccountContent {
  expectThere(content)
  const key = encodeBase64url(credentialId)
  const passkey = passkeyOf(content, key)
  if (!isRemoved(passkey))
    throw new AccountsError('passkey.not-deleted', 'The passkey is not deleted.')
  if (edit.at - (removedAt(passkey) ?? 0) > RESTORE_MILLISECONDS)
    throw new AccountsError('passkey.restore-expired', 'It was deleted more than 30 days ago.')
  const stamp = stampFor(content, edit)
  return finish(content, withPasskey(content, key, touch(passkey, stamp)), stamp)
}

/**
 * Notes that a passkey was used. A use is no edit: it undoes no deletion, and its time and counter
 * only ever grow.
 *
 * @throws {AccountsError} `passkey.unknown`
 */
export function recordUse(
  content: AccountContent,
  credentialId: Uint8Array,
  use: { readonly at: number; readonly signCount: number },
): AccountContent {
  const key = encodeBase64url(credentialId)
  const passkey = passkeyOf(content, key)
  const lastUsedAt = Math.max(passkey.lastUsedAt ?? 0, use.at)
  const used = withPasskey(content, key, { ...passkey, lastUsedAt })
  const secrets = content.secrets.passkeys.get(key)
  if (secrets === undefined) return used
  return withSecrets(used, key, {
    ...secrets,
    signCount: Math.max(secrets.signCount, use.signCount),
  })
}

function editPasskey(
  content: AccountContent,
  credentialId: Uint8Array,
  edit: Edit,
  change: (passkey: Passkey, stamp: Edit) => Passkey,
): AccountContent {
  expectThere(content)
  const key = encodeBase64url(credentialId)
  const stamp = stampFor(content, edit)
  const changed = touch(change(livePasskeyOf(content, key), stamp), stamp)
  return finish(content, withPasskey(content, key, changed), stamp)
}

function withSecrets(
  content: AccountContent,
  key: string,
  secrets: PasskeySecrets,
): AccountContent {
  const passkeys = new Map(content.secrets.passkeys).set(key, secrets)
  return { ...content, secrets: { ...content.secrets, passkeys } }
}

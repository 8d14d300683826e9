import { decodeBase64url, encodeUtf8 } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { type SplitEntry, splitByPasskey } from '../exports/split.ts'
import type { ExportView } from '../exports/view.ts'
import { FAVOURITE } from '../imports/favourite.ts'
import type { NoticeList } from '../notice.ts'
import { encodeBitwardenPasskey, isForBitwarden, toGuid } from './passkey.ts'

/**
 * Writes a Bitwarden JSON export in the clear. Bitwarden uses one passkey of an item, so that an
 * account with several becomes several items. Of its labels the first becomes the folder.
 */
export function writeBitwarden(
  views: readonly ExportView[],
  { random, at }: { readonly random: Random; readonly at: number },
  notices: NoticeList,
): Uint8Array {
  const folders = new Map<string, string>()
  const folderIdOf = (name: string | undefined): string | null => {
    if (name === undefined) return null
    const id = folders.get(name) ?? toGuid(random(16))
    folders.set(name, id)
    return id
  }
  const items = views.flatMap((view) => {
    const held = { ...view, passkeys: heldPasskeys(view, notices) }
    const [folder, ...others] = view.labels.filter((label) => label !== FAVOURITE)
    if (others.length > 0) notices.incomplete(view.row, 'labels')
    return splitByPasskey(held).map((entry) => {
      const id = toGuid(entry.isFirst ? decodeBase64url(view.accountId) : random(16))
      return itemOf(entry, { id, folderId: folderIdOf(folder), at })
    })
  })
  const file = {
    encrypted: false,
    folders: [...folders].map(([name, id]) => ({ id, name })),
    items,
  }
  return encodeUtf8(JSON.stringify(file))
}

function heldPasskeys({ row, passkeys }: ExportView, notices: NoticeList): CredentialSource[] {
  return passkeys.filter((passkey) => {
    if (!isForBitwarden(passkey)) {
      notices.incomplete(row, 'passkey.algorithm')
      return false
    }
    const { prfSeeds, backupEligible, backupState, credProtect } = passkey
    if (prfSeeds !== undefined) notices.incomplete(row, 'passkey.prf')
    if (!backupEligible || !backupState || credProtect !== 1)
      notices.incomplete(row, 'passkey.flags')
    return true
  })
}

function itemOf(
  { view, passkey, isFirst }: SplitEntry,
  {
    id,
    folderId,
    at,
  }: { readonly id: string; readonly folderId: string | null; readonly at: number },
): object {
  const modified = new Date(view.modifiedAt).toISOString()
  return {
    id,
    folderId,
    organizationId: null,
    collectionIds: null,
    name: view.appName,
    notes: isFirst && view.notes !== '' ? view.notes : null,
    type: 1,
    login: {
      username: orNull(view.username),
      password: isFirst ? orNull(view.password) : null,
      uris: view.hosts.map((host) => ({ uri: `https://${host}`, match: null })),
      totp: isFirst ? orNull(view.oneTimeCodeSeed) : null,
      fido2Credentials: passkey === undefined ? [] : [encodeBitwardenPasskey(passkey, at)],
    },
    favorite: view.labels.includes(FAVOURITE),
    reprompt: 0,
    fields: [],
    passwordHistory: null,
    revisionDate: modified,
    creationDate: modified,
    deletedDate: null,
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

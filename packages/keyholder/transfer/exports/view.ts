import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { isRemoved, latestOf, membersOf } from '../../accounts/content/stamped.ts'
import {
  type AccountContent,
  type Passkey,
  type PasskeySecrets,
  passkeyStatus,
} from '../../accounts/content/types.ts'
import { toCredentialSource } from '../../accounts/credential-source.ts'
import { AccountsError } from '../../accounts/error.ts'
import type { NoticeList } from '../notice.ts'
import { hostsToShow, lostHosts } from './hosts.ts'

/** What a foreign format can take of an account. */
export interface ExportView {
  readonly row: number
  readonly accountId: string
  readonly appName: string
  readonly username: string
  readonly displayName: string
  readonly password: string
  readonly oneTimeCodeSeed: string
  readonly notes: string
  readonly labels: readonly string[]
  /** Where it signs in; written as addresses. */
  readonly hosts: readonly string[]
  /** Each with its private key. */
  readonly passkeys: readonly CredentialSource[]
  /** Milliseconds since 1970, UTC. */
  readonly modifiedAt: number
}

/** The view of one account, with a notice of everything that no foreign format holds. */
export function viewOf(
  row: number,
  accountId: string,
  content: AccountContent,
  notices: NoticeList,
): ExportView | undefined {
  const { profile, secrets } = content
  if (isRemoved(profile)) {
    notices.leftOut(row, 'row.deleted')
    return undefined
  }
  if (profile.history.length + secrets.history.length > 0) notices.incomplete(row, 'history')
  if (hasUnknown(content)) notices.incomplete(row, 'later-version')
  const passkeys = passkeysOf(row, content, notices)
  const displayName = profile.displayName.value
  // Importers take the name from a passkey; there is no other place for it.
  if (displayName !== '' && displayName !== passkeys[0]?.userDisplayName)
    notices.incomplete(row, 'display-name')
  if (lostHosts(content)) notices.incomplete(row, 'hosts')
  return {
    row,
    accountId,
    appName: profile.appName.value,
    username: profile.username.value,
    displayName,
    password: secrets.password.value.reveal(),
    oneTimeCodeSeed: secrets.oneTimeCodeSeed.value.reveal(),
    notes: secrets.notes.value.reveal(),
    labels: membersOf(profile.labels),
    hosts: hostsToShow(content),
    passkeys,
    modifiedAt: latestOf(profile.touched),
  }
}

function passkeysOf(
  row: number,
  { profile, secrets }: AccountContent,
  notices: NoticeList,
): CredentialSource[] {
  const sources: CredentialSource[] = []
  for (const [part, [key, passkey]] of [...profile.passkeys].entries()) {
    const source = sourceOf(passkey, secrets.passkeys.get(key))
    if (passkeyStatus(passkey) === 'deleted') notices.incomplete(row, 'passkey.deleted', part)
    else if (source === undefined) notices.incomplete(row, 'passkey.algorithm', part)
    else if (source.privateKey === undefined) notices.incomplete(row, 'passkey.no-key', part)
    else {
      sources.push(source)
      if (passkeyStatus(passkey) === 'quarantined')
        notices.incomplete(row, 'passkey.quarantined', part)
      if (passkey.name.value !== '') notices.incomplete(row, 'passkey.name', part)
    }
  }
  return sources
}

/** Undefined for a passkey whose algorithm only a later version knows. */
function sourceOf(
  passkey: Passkey,
  secrets: PasskeySecrets | undefined,
): CredentialSource | undefined {
  try {
    return toCredentialSource(passkey, secrets)
  } catch (error) {
    if (error instanceof AccountsError) return undefined
    throw error
  }
}

function hasUnknown({ profile, secrets }: AccountContent): boolean {
  const rests = [profile, secrets, ...profile.passkeys.values(), ...secrets.passkeys.values()]
  return rests.some(({ rest }) => rest.size > 0)
}

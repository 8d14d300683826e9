import { isOwner } from '@keyward/vault/access'
import { type Passkey, type PasskeyStatus, passkeyStatus } from '../accounts.ts'
import {
  currentContent,
  loadAccount,
  newestList,
  type StoredAccount,
} from '../vault/account/load.ts'
import { readTogether, unlessDamaged } from '../vault/rows/damage.ts'
import type { OpenVault } from '../vault/open-vault.ts'

/** A passkey that somebody had the key of. */
export interface SeenPasskey {
  /** base64url */
  readonly credentialId: string
  readonly rpId: string
  readonly userName: string
  readonly status: PasskeyStatus
}

/** An account that a member could read, with the passkeys that it had then. */
export interface SeenAccount {
  readonly accountId: string
  readonly appName: string
  readonly username: string
  /** Whether the member is an Owner of it still. */
  readonly isOwner: boolean
  readonly passkeys: readonly SeenPasskey[]
}

/**
 * The accounts whose keys a member has, or had before leaving, among those that this device has: the
 * passkeys to register anew when the member is not trusted any more. By the history of the access
 * lists; of a removal that this device did not see happen it names every passkey that was there when
 * the account came to it: some too many, none too few.
 */
export async function seenBy(vault: OpenVault, memberId: string): Promise<readonly SeenAccount[]> {
  const seen: SeenAccount[] = []
  const { rows } = vault.context.memory
  for (const [accountId, { isCollection }] of rows) {
    if (isCollection) continue
    const one = await unlessDamaged(() => seenOne(vault, memberId, accountId))
    if (one !== undefined) seen.push(one)
  }
  return seen
}

async function seenOne(
  { context }: OpenVault,
  memberId: string,
  accountId: string,
): Promise<SeenAccount | undefined> {
  const stored = await loadAccount(context, context.replica, accountId)
  const list = await newestList(context.replica, accountId, stored?.known)
  const isStill = list !== undefined && isOwner(list, memberId)
  const keys = isStill ? undefined : stored?.known?.exposed.get(memberId)
  if (stored === undefined || (!isStill && keys === undefined)) return undefined
  const content = await currentContent(context, context.replica, stored)
  if (content === undefined) return undefined
  const { profile } = content
  return {
    accountId,
    appName: profile.appName.value,
    username: profile.username.value,
    isOwner: isStill,
    passkeys: passkeysOf(profile.passkeys, keys),
  }
}

/**
 * The passkeys of an account of which somebody who is no Owner any more has had the key. One that is
 * registered anew is another passkey, and not among them.
 */
export function exposedPasskeys(
  vault: OpenVault,
  accountId: string,
): Promise<readonly SeenPasskey[]> {
  const { context } = vault
  return readTogether(async () => {
    const stored = await loadAccount(context, context.replica, accountId)
    const content = stored && (await currentContent(context, context.replica, stored))
    if (stored === undefined || content === undefined) return []
    const keys = await exposedKeys(vault, stored)
    return passkeysOf(content.profile.passkeys, keys)
  })
}

async function exposedKeys({ context }: OpenVault, stored: StoredAccount): Promise<string[]> {
  const list = await newestList(context.replica, stored.accountId, stored.known)
  return [...(stored.known?.exposed ?? [])]
    .filter(([memberId]) => list === undefined || !isOwner(list, memberId))
    .flatMap(([, keys]) => keys)
}

function passkeysOf(
  passkeys: ReadonlyMap<string, Passkey>,
  keys: readonly string[] | undefined,
): SeenPasskey[] {
  return [...passkeys]
    .filter(([credentialId]) => keys === undefined || keys.includes(credentialId))
    .map(([credentialId, passkey]) => ({
      credentialId,
      rpId: passkey.rpId,
      userName: passkey.userName.value,
      status: passkeyStatus(passkey),
    }))
}

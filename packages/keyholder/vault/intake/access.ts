import { decodeBase64url } from '@keyward/codec'
import type { AccountChange } from '@keyward/protocol'
import type { AccessListStatement } from '@keyward/vault/access'
import { newestList } from '../account/load.ts'
import type { VaultPorts } from '../context.ts'
import type { OpenedKeys } from '../rows/opened-keys.ts'
import { wrappedKey } from '../rows/row-keys.ts'
import { encodeWrapped, parseWrapped } from '../rows/wrapped.ts'
import type { Before, IntakeMode } from './before.ts'
import { type ExaminedLists, Refusal } from './examined.ts'
import { openKeys } from './keys.ts'
import { examineLists } from './lists.ts'

/** Who has an account, and with which keys, as far as it was verified. */
export interface Access {
  readonly lists: ExaminedLists | undefined
  readonly list: AccessListStatement
  readonly keys: OpenedKeys
  readonly wrapped: Uint8Array | undefined
}

/**
 * Verifies the lists of a change and opens the keys that they grant.
 *
 * @returns undefined when the newest list has no grant for the member
 * @throws {VaultError} `access.*`, `wrapped.*`; {Refusal}; {KeyholderError} `replica.*`
 */
export async function examineAccess(
  ports: VaultPorts,
  change: AccountChange,
  { view, isRestored }: IntakeMode,
  { stored }: Before,
): Promise<Access | undefined> {
  const { accountId } = change
  const { known, keys } = stored ?? {}
  const lists = await examineLists(ports, view, accountId, known, change.lists, isRestored)
  const list = lists?.newest.statement ?? (await newestList(ports.replica, accountId, known))
  if (list === undefined)
    throw new Refusal('access.genesis', 'The account came without an access list.')
  if (lists === undefined) {
    if (keys === undefined) throw new Refusal('access.not-granted', 'The keys are not here.')
    return { lists, list, keys, wrapped: undefined }
  }
  const me = ports.unlocked()
  const grant = list.grants.find(({ granteeId }) => granteeId === me.memberId)
  if (grant === undefined) return undefined
  const row = await ports.replica.get('keys', wrappedKey(accountId))
  const received = change.wrapped && {
    profile: decodeBase64url(change.wrapped.profile),
    secrets: change.wrapped.secrets === null ? null : decodeBase64url(change.wrapped.secrets),
  }
  const wrapped = received ?? (row && parseWrapped(row))
  const opened = await openKeys(me, lists.newest, grant, wrapped, keys)
  return { lists, list, keys: opened, wrapped: wrapped && encodeWrapped(wrapped) }
}

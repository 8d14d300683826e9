import type { AccountChange } from '@keyward/protocol'
import { loadAccount, newestList, type StoredAccount } from '../account/load.ts'
import type { VaultPorts } from '../context.ts'
import { isDamaged } from '../rows/damage.ts'
import { knownKey } from '../rows/row-keys.ts'
import { examineAccess } from './access.ts'
import { type Before, type IntakeMode, nothing, NOTHING, ofBefore, refusedWhole } from './before.ts'
import { examineContent } from './content.ts'
import type { Examined, Revoked } from './examined.ts'
import { ruleOf } from './rule.ts'

/**
 * Checks everything that came of one account. What is refused is in the result with its rule; it
 * does not throw for anything that the server sent.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function examine(
  ports: VaultPorts,
  change: AccountChange,
  given: IntakeMode,
): Promise<Examined | Revoked> {
  const { accountId } = change
  const knownRow = await ports.replica.get('writes', knownKey(accountId))
  let stored: StoredAccount | undefined
  try {
    stored = await loadAccount(ports, ports.replica, accountId)
  } catch (error) {
    if (!isDamaged(error)) throw error
    const refused = refusedWhole(change, 'replica.damaged')
    return nothing(change, { stored: undefined, knownRow }, refused)
  }
  const before = { stored, knownRow }
  // What the server lost stays lost there until this device has put it back.
  const isRestored = given.isRestored || stored?.pending?.putBack !== undefined
  const mode = { ...given, isRestored }
  try {
    if (change.isRevoked) return await examineRevoked(ports, accountId, before)
    const access = await examineAccess(ports, change, mode, before)
    if (access === undefined) return { kind: 'revoked', accountId, knownRow }
    return await examineContent(ports, change, mode, before, access)
  } catch (error) {
    return nothing(change, before, refusedWhole(change, ruleOf(error)))
  }
}

/** A sole Owner can't have been revoked by anybody: the server may not make its devices erase. */
async function examineRevoked(
  { replica, unlocked }: VaultPorts,
  accountId: string,
  before: Before,
): Promise<Examined | Revoked> {
  const list = await newestList(replica, accountId, before.stored?.known)
  const { memberId } = unlocked()
  const isSole =
    list !== undefined &&
    list.grants.every(({ granteeId, role }) => (role === 'owner') === (granteeId === memberId))
  if (!isSole) return { kind: 'revoked', accountId, knownRow: before.knownRow }
  const refused = [{ part: 'list', rule: 'access.not-granted', bytes: new Uint8Array() }] as const
  return { ...NOTHING, kind: 'account', accountId, ...ofBefore(before), refused }
}

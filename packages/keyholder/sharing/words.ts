import { openReason, type ReasonContext, sealReason } from '@keyward/vault/deal'
import { KeyholderError } from '../error.ts'
import { loadAccount } from '../vault/account/load.ts'
import { sealingOf, type VaultContext } from '../vault/context.ts'
import { unlessDamaged } from '../vault/rows/damage.ts'

type Place = Pick<ReasonContext, 'accountId' | 'subjectId'>

/**
 * Seals words to everybody who has the account: the epoch of the profile key, in four bytes, and the
 * sealed form.
 *
 * @throws {KeyholderError} `account.unknown`, `replica.*`
 */
export async function sealWords(
  context: VaultContext,
  place: Place,
  words: Uint8Array,
): Promise<Uint8Array> {
  const stored = await loadAccount(context, context.replica, place.accountId)
  const own = stored?.keys?.profile
  if (own === undefined) throw new KeyholderError('account.unknown', 'There is no such account.')
  const { workspaceId } = context.unlocked()
  const reason = { workspaceId, ...place, keyEpoch: own.epoch }
  const sealed = await sealReason(sealingOf(context), own.key, reason, words)
  const bytes = new Uint8Array(4 + sealed.length)
  new DataView(bytes.buffer).setUint32(0, own.epoch)
  bytes.set(sealed, 4)
  return bytes
}

/**
 * Opens such words; undefined when they lie under an older profile key, which is here no more, or
 * are none of this place.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function openWords(
  context: VaultContext,
  place: Place,
  bytes: Uint8Array,
): Promise<Uint8Array | undefined> {
  const stored = await unlessDamaged(() => loadAccount(context, context.replica, place.accountId))
  const own = stored?.keys?.profile
  if (own === undefined || bytes.length < 4) return undefined
  const keyEpoch = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (keyEpoch !== own.epoch) return undefined
  const { workspaceId } = context.unlocked()
  const reason = { workspaceId, ...place, keyEpoch }
  return unlessDamaged(() => openReason(context.platform.aead, own.key, reason, bytes.subarray(4)))
}

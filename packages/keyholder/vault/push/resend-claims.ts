import { encodeCbor } from '@keyward/codec'
import type { AccountPush } from '@keyward/protocol'
import { loadAccount, serverContent } from '../account/load.ts'
import { claimsFor, madeOf, ownKeysOf } from './build.ts'
import { indexKeyOf } from '../claims.ts'
import type { VaultContext } from '../context.ts'
import { unlessDamaged } from '../rows/damage.ts'
import { Fields, record } from '../rows/fields.ts'
import { ALL_OPENED, CLAIMS_KEY, knownKey, openedAccount } from '../rows/row-keys.ts'
import { transact } from '../rows/transaction.ts'
import { type Outgoing, sizeOf } from './outgoing.ts'

/** How far the claims were sent again: after this row of `keys`; '' when all were. */
interface Progress {
  readonly epoch: number
  readonly after: string
}

/** A round of claims to be sent, and where the next one begins once they were. */
export interface ClaimsRound {
  readonly outgoing: readonly Outgoing[]
  readonly next: Progress
}

/**
 * The next accounts whose username has to be claimed with the present index key: after it changed,
 * each Owner sends the claims of its accounts again. What has been sent with this key is left out.
 */
export async function nextClaims(
  context: VaultContext,
  most: number,
): Promise<ClaimsRound | undefined> {
  const { replica } = context
  const indexKey = await indexKeyOf(context, replica)
  if (indexKey === undefined) return undefined
  const { epoch } = indexKey
  const progress = await progressOf(context)
  const isNew = progress?.epoch !== epoch
  if (!isNew && progress.after === '') return undefined
  // A fresh device of a workspace whose key never changed has nothing to send again.
  if (progress === undefined && epoch === 1 && context.memory.rows.size === 0)
    return { outgoing: [], next: { epoch, after: '' } }
  const after = isNew ? ALL_OPENED : progress.after
  const rows = await replica.list('keys', { after, limit: most })
  const accountIds = rows.flatMap(({ key }) => openedAccount(key) ?? [])
  const outgoing: Outgoing[] = []
  for (const accountId of accountIds) {
    const one = await unlessDamaged(() => buildClaims(context, accountId, epoch))
    if (one !== undefined) outgoing.push(one)
  }
  const last = rows.at(-1)?.key ?? ''
  const isLast = rows.length < most || openedAccount(last) === undefined
  return { outgoing, next: { epoch, after: isLast ? '' : last } }
}

export async function keepProgress(
  context: VaultContext,
  { epoch, after }: Progress,
): Promise<void> {
  const row = encodeCbor(record({ epoch, after }))
  await transact(context.replica, async (draft) => draft.put('meta', CLAIMS_KEY, row))
}

async function progressOf({ replica }: VaultContext): Promise<Progress | undefined> {
  const row = await replica.get('meta', CLAIMS_KEY)
  if (row === undefined) return undefined
  const fields = Fields.parse(row)
  return { epoch: fields.uint('epoch'), after: fields.text('after') }
}

async function buildClaims(
  context: VaultContext,
  accountId: string,
  epoch: number,
): Promise<Outgoing | undefined> {
  const { replica } = context
  const knownRow = await replica.get('writes', knownKey(accountId))
  const stored = await loadAccount(context, replica, accountId)
  if (stored?.known === undefined || ownKeysOf(stored) === undefined) return undefined
  // A pending change is pushed with claims anyway.
  if (stored.known.claimsEpoch === epoch || stored.pending !== undefined) return undefined
  const content = await serverContent(context, replica, stored)
  const claims = await claimsFor(context, content?.profile)
  if (claims === null) return undefined
  const push: AccountPush = {
    accountId,
    lists: [],
    profile: null,
    secrets: null,
    claims,
    isDeleted: null,
    onTaken: 'keep',
    isPutBack: false,
  }
  const made = { ...madeOf(context, stored, knownRow, undefined), claimsEpoch: epoch }
  return { accountId, push, size: sizeOf(push), made, pendingRow: undefined }
}

import type { Insertable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { GrantedList } from '../../ports/accounts.ts'
import type { Schema } from '../../schema.ts'
import { chunksOf } from '../chunks.ts'

type Role = GrantedList['grants'][number]['role']

interface Keys {
  readonly profile: Uint8Array
  readonly secrets: Uint8Array | null
}

/** What one grantee has in the end; no keys where they stay as they are stored. */
interface Planned {
  readonly role: Role
  readonly keys: Keys | null
}

/** What becomes of an account's grants. */
export interface GrantsPlan {
  /** Who is new, or has another role: all of the account is news to them. */
  readonly granted: readonly { readonly granteeId: string; readonly planned: Planned }[]
  /** Who had this role before, and has other keys now. */
  readonly rewrapped: readonly { readonly granteeId: string; readonly keys: Keys }[]
  readonly revoked: readonly string[]
}

interface Place {
  readonly workspaceId: string
  readonly accountId: string
  readonly revision: number
}

/** The roles of all grantees of the newest list. */
export async function rolesOf(
  tx: Tx,
  workspaceId: string,
  accountId: string,
): Promise<Map<string, Role>> {
  const rows = await tx
    .selectFrom('grants')
    .select(['grantee_id', 'role'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute()
  return new Map(rows.map((row) => [row.grantee_id, row.role]))
}

/**
 * Keys may come with a later list than the grant: what is put back is wrapped anew at the end.
 *
 * @returns undefined when a new grantee gets no keys
 */
export function planGrants(
  before: ReadonlyMap<string, Role>,
  lists: readonly GrantedList[],
): GrantsPlan | undefined {
  let now = new Map<string, Planned>()
  let withoutKeys = new Set<string>()
  for (const [granteeId, role] of before) now.set(granteeId, { role, keys: null })
  for (const { grants } of lists) {
    const next = new Map<string, Planned>()
    const without = new Set<string>()
    for (const { granteeId, role, profile, secrets } of grants) {
      const known = now.get(granteeId)
      if (profile === null && (known === undefined || withoutKeys.has(granteeId)))
        without.add(granteeId)
      const keys = profile === null ? (known?.keys ?? null) : { profile, secrets }
      next.set(granteeId, { role, keys })
    }
    now = next
    withoutKeys = without
  }
  if (withoutKeys.size > 0) return undefined
  const all = [...now].map(([granteeId, planned]) => ({ granteeId, planned }))
  const isKept = ({ granteeId, planned }: (typeof all)[number]): boolean =>
    before.get(granteeId) === planned.role
  return {
    granted: all.filter((each) => !isKept(each)),
    rewrapped: all
      .filter(isKept)
      .flatMap(({ granteeId, planned: { keys } }) => (keys === null ? [] : [{ granteeId, keys }])),
    revoked: [...before.keys()].filter((granteeId) => !now.has(granteeId)),
  }
}

export async function applyGrants(tx: Tx, place: Place, plan: GrantsPlan): Promise<void> {
  await grant(tx, place, plan.granted)
  await rewrap(tx, place, plan.rewrapped)
  await revoke(tx, place, plan.revoked)
}

async function grant(tx: Tx, place: Place, granted: GrantsPlan['granted']): Promise<void> {
  const withKeys: Insertable<Schema['grants']>[] = []
  for (const { granteeId, planned } of granted) {
    if (planned.keys !== null) {
      withKeys.push({
        workspace_id: place.workspaceId,
        account_id: place.accountId,
        grantee_id: granteeId,
        role: planned.role,
        granted_revision: place.revision,
        ...planned.keys,
      })
      continue
    }
    await ofGrantee(tx, place, granteeId)
      .set({ role: planned.role, granted_revision: place.revision })
      .execute()
  }
  for (const chunk of chunksOf(withKeys, 500)) {
    await tx
      .insertInto('grants')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'account_id', 'grantee_id']).doUpdateSet((row) => ({
          role: row.ref('excluded.role'),
          granted_revision: row.ref('excluded.granted_revision'),
          profile: row.ref('excluded.profile'),
          secrets: row.ref('excluded.secrets'),
        })),
      )
      .execute()
  }
  await forgetRevocations(tx, place, granted)
}

async function forgetRevocations(
  tx: Tx,
  place: Place,
  granted: GrantsPlan['granted'],
): Promise<void> {
  for (const chunk of chunksOf(granted, 1000)) {
    await tx
      .deleteFrom('revocations')
      .where('workspace_id', '=', place.workspaceId)
      .where('account_id', '=', place.accountId)
      .where(
        'grantee_id',
        'in',
        chunk.map(({ granteeId }) => granteeId),
      )
      .execute()
  }
}

async function rewrap(tx: Tx, place: Place, rewrapped: GrantsPlan['rewrapped']): Promise<void> {
  for (const { granteeId, keys } of rewrapped) {
    await ofGrantee(tx, place, granteeId).set(keys).execute()
  }
}

function ofGrantee(tx: Tx, { workspaceId, accountId }: Place, granteeId: string) {
  return tx
    .updateTable('grants')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('grantee_id', '=', granteeId)
}

async function revoke(tx: Tx, place: Place, revoked: readonly string[]): Promise<void> {
  for (const chunk of chunksOf(revoked, 500)) {
    await tx
      .deleteFrom('grants')
      .where('workspace_id', '=', place.workspaceId)
      .where('account_id', '=', place.accountId)
      .where('grantee_id', 'in', chunk)
      .execute()
    await tx
      .insertInto('revocations')
      .values(chunk.map((granteeId) => revocationOf(place, granteeId)))
      .execute()
  }
}

function revocationOf({ workspaceId, accountId, revision }: Place, granteeId: string) {
  return { workspace_id: workspaceId, account_id: accountId, grantee_id: granteeId, revision }
}

import type { Selectable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { KeysetRow, MemberRow, MethodRow } from '../../ports/members.ts'
import type { Schema } from '../../schema.ts'

export async function memberById(
  tx: Tx,
  workspaceId: string,
  memberId: string,
): Promise<MemberRow | undefined> {
  const row = await tx
    .selectFrom('members')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row && toMember(row)
}

/** Who was removed has no address any more. */
export async function memberByAddress(
  tx: Tx,
  workspaceId: string,
  addressKey: string,
): Promise<MemberRow | undefined> {
  const row = await tx
    .selectFrom('members')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('address_key', '=', addressKey)
    .executeTakeFirst()
  return row && toMember(row)
}

export async function memberByMethod(
  tx: Tx,
  by: { readonly publicKey?: Uint8Array; readonly credentialId?: Uint8Array },
): Promise<{ readonly member: MemberRow; readonly method: MethodRow } | undefined> {
  const all = tx.selectFrom('methods').selectAll()
  const query =
    by.credentialId === undefined
      ? all.where('kind', '=', 'kit').where('public_key', '=', by.publicKey ?? null)
      : all.where('credential_id', '=', by.credentialId)
  const row = await query.executeTakeFirst()
  if (row === undefined) return undefined
  const member = await memberById(tx, row.workspace_id, row.member_id)
  return member && { member, method: toMethod(row) }
}

export async function keysetsOf(
  tx: Tx,
  workspaceId: string,
  memberId: string,
): Promise<readonly KeysetRow[]> {
  const rows = await tx
    .selectFrom('keysets')
    .select(['keyset_epoch', 'account_key_epoch', 'sealed'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .orderBy('keyset_epoch')
    .execute()
  return rows.map((row) => ({
    keysetEpoch: row.keyset_epoch,
    accountKeyEpoch: row.account_key_epoch,
    sealed: row.sealed,
  }))
}

/** The oldest first. */
export async function methodsOf(
  tx: Tx,
  workspaceId: string,
  memberId: string,
): Promise<readonly MethodRow[]> {
  const rows = await tx
    .selectFrom('methods')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .orderBy('created_at')
    .orderBy('method_id')
    .execute()
  return rows.map(toMethod)
}

function toMember(row: Selectable<Schema['members']>): MemberRow {
  return {
    workspaceId: row.workspace_id,
    memberId: row.member_id,
    address: row.address,
    status: row.status,
    accountKeyEpoch: row.account_key_epoch,
    anchor: row.anchor,
  }
}

function toMethod(row: Selectable<Schema['methods']>): MethodRow {
  return {
    methodId: row.method_id,
    kind: row.kind,
    name: row.name,
    accountKeyEpoch: row.account_key_epoch,
    wrapped: row.wrapped,
    createdAt: row.created_at,
    record: row.record,
    publicKey: row.public_key,
    credentialId: row.credential_id,
    signCount: row.sign_count,
  }
}

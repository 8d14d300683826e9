import type { Insertable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { KeysetRow, MethodRow, NewMemberRow } from '../../ports/members.ts'
import type { Schema } from '../../schema.ts'
import { StoreError } from '../../store.ts'

/**
 * A member with keyset and methods.
 *
 * @throws {StoreError} `address_taken`; `object_refused` when the id, or what a method proves itself
 *   with, is another's
 */
export async function insertMember(
  tx: Tx,
  workspaceId: string,
  member: NewMemberRow,
): Promise<void> {
  await checkFree(tx, workspaceId, member)
  await tx
    .insertInto('members')
    .values({
      workspace_id: workspaceId,
      member_id: member.memberId,
      address: member.address,
      address_key: member.addressKey,
      status: member.status,
      account_key_epoch: member.accountKeyEpoch,
      anchor: member.anchor,
    })
    .execute()
  await insertKeysets(tx, workspaceId, member.memberId, [member.keyset])
  await insertMethods(tx, workspaceId, member.memberId, member.methods)
}

async function checkFree(
  tx: Tx,
  workspaceId: string,
  { memberId, addressKey }: NewMemberRow,
): Promise<void> {
  const others = await tx
    .selectFrom('members')
    .select('address_key')
    .where('workspace_id', '=', workspaceId)
    .where((row) => row.or([row('member_id', '=', memberId), row('address_key', '=', addressKey)]))
    .execute()
  if (others.some((other) => other.address_key === addressKey)) {
    throw new StoreError(
      'address_taken',
      'Another member of this workspace signs in with this address.',
    )
  }
  if (others.length > 0) {
    throw new StoreError('object_refused', 'There is a member with this id.', {
      rule: 'member.taken',
    })
  }
}

export async function insertKeysets(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  keysets: readonly KeysetRow[],
): Promise<void> {
  for (const { keysetEpoch, accountKeyEpoch, sealed } of keysets) {
    await tx
      .insertInto('keysets')
      .values({
        workspace_id: workspaceId,
        member_id: memberId,
        keyset_epoch: keysetEpoch,
        account_key_epoch: accountKeyEpoch,
        sealed,
      })
      .execute()
  }
}

/** @throws {StoreError} `object_refused` for a kit's key or a passkey that another method has */
export async function insertMethods(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  methods: readonly MethodRow[],
): Promise<void> {
  for (const method of methods) {
    await checkUnused(tx, method)
    await tx
      .insertInto('methods')
      .values(methodColumns(workspaceId, memberId, method))
      .execute()
  }
}

async function checkUnused(tx: Tx, { publicKey, credentialId }: MethodRow): Promise<void> {
  const taken = await tx
    .selectFrom('methods')
    .select('method_id')
    .where((row) =>
      row.or([
        ...(publicKey === null ? [] : [row('public_key', '=', publicKey)]),
        ...(credentialId === null ? [] : [row('credential_id', '=', credentialId)]),
      ]),
    )
    .executeTakeFirst()
  if (taken === undefined) return
  throw new StoreError('object_refused', 'Another way to unlock proves itself with this key.', {
    rule: 'method.taken',
  })
}

function methodColumns(
  workspaceId: string,
  memberId: string,
  method: MethodRow,
): Insertable<Schema['methods']> {
  return {
    workspace_id: workspaceId,
    member_id: memberId,
    method_id: method.methodId,
    kind: method.kind,
    name: method.name,
    account_key_epoch: method.accountKeyEpoch,
    wrapped: method.wrapped,
    created_at: method.createdAt,
    record: method.record,
    public_key: method.publicKey,
    credential_id: method.credentialId,
    sign_count: method.signCount,
  }
}

import { encodeCbor } from '@keyward/codec'
import type { ReplicaStore } from '../replica.ts'
import { Fields, record } from './rows/fields.ts'
import { apartKey } from './rows/row-keys.ts'
import type { Draft } from './rows/transaction.ts'
import type { SetApart } from './vault.ts'

/** Which part of an account could not be opened or verified. */
export type ApartPart = 'list' | 'keys' | 'profile' | 'secrets'

/** Something that was refused, on its way to be set apart. */
export interface Refused {
  readonly part: ApartPart
  readonly rule: string
  /** As it came; nothing where it did not come. */
  readonly bytes: Uint8Array
}

/** Every part of an account. */
export const ALL_PARTS: readonly ApartPart[] = ['list', 'keys', 'profile', 'secrets']

/** Sets apart what was refused of an account, and forgets what was of the parts that are good now. */
export async function stageApart(
  draft: Draft,
  accountId: string,
  refused: readonly Refused[],
  good: readonly ApartPart[],
): Promise<void> {
  for (const part of good) {
    const key = apartKey(accountId, part)
    if ((await draft.get('apart', key)) !== undefined) draft.delete('apart', key)
  }
  for (const { part, rule, bytes } of refused)
    draft.put('apart', apartKey(accountId, part), encodeCbor(record({ accountId, rule, bytes })))
}

/** A statement of activity that the server does not take. */
export function stageApartActivity(
  draft: Draft,
  key: string,
  rule: string,
  bytes: Uint8Array,
): void {
  draft.put('apart', `activity/${key}`, encodeCbor(record({ accountId: null, rule, bytes })))
}

/** See `Vault.apart`. */
export async function listApart(replica: ReplicaStore): Promise<readonly SetApart[]> {
  return (await replica.list('apart')).map(({ key, value }) => {
    const fields = Fields.parse(value)
    const accountId = fields.get('accountId') === null ? undefined : fields.text('accountId')
    return { key, accountId, rule: fields.text('rule'), bytes: fields.bytes('bytes') }
  })
}

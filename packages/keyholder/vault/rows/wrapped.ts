import { encodeCbor } from '@keyward/codec'
import type { WrappedKeys } from '@keyward/vault/access'
import { Fields, record } from './fields.ts'

/** The member's own wrapped keys as their row. */
export function encodeWrapped({ profile, secrets }: WrappedKeys): Uint8Array {
  return encodeCbor(record({ profile, secrets }))
}

/** @throws {KeyholderError} `replica.damaged`, `replica.newer` */
export function parseWrapped(row: Uint8Array): WrappedKeys {
  const fields = Fields.parse(row)
  const secrets = fields.get('secrets') === null ? null : fields.bytes('secrets')
  return { profile: fields.bytes('profile'), secrets }
}

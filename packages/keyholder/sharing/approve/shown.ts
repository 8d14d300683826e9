import { decodeUtf8, encodeCbor, encodeUtf8 } from '@keyward/codec'
import { Fields, record } from '../../vault/rows/fields.ts'

/** What an approver is shown of a sign-in, beside what the server knows of it. */
export interface ShownSignIn {
  readonly credentialId: Uint8Array
  /** undefined where a platform gave the hash alone. */
  readonly clientDataJSON: Uint8Array | undefined
  readonly reason: string | undefined
}

export function encodeShown({ credentialId, clientDataJSON, reason }: ShownSignIn): Uint8Array {
  return encodeCbor(
    record({
      credentialId,
      clientDataJSON: clientDataJSON ?? null,
      reason: reason === undefined ? null : encodeUtf8(reason),
    }),
  )
}

/** @throws {KeyholderError} `replica.damaged`, `replica.newer` for what is nothing of the kind */
export function parseShown(bytes: Uint8Array): ShownSignIn {
  const fields = Fields.parse(bytes)
  const optional = (name: string) => (fields.get(name) === null ? undefined : fields.bytes(name))
  const reason = optional('reason')
  return {
    credentialId: fields.bytes('credentialId'),
    clientDataJSON: optional('clientDataJSON'),
    reason: reason && decodeUtf8(reason),
  }
}

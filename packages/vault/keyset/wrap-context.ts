import { encodeCbor } from '@keyward/codec'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'

/** Which key is wrapped, and for whom. Bound into the wrapped form through HPKE's `info`. */
export interface WrapContext {
  /** What the key opens: lower-case letters, digits and hyphens, at most 64 characters. */
  readonly kind: string
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  /** The account, team or collection whose key it is. */
  readonly objectId: string
  /** The epoch of the wrapped key, from 1. */
  readonly keyEpoch: number
  /** The member, team or collection to whose keyset it is wrapped. */
  readonly recipientId: string
  /** The epoch of that keyset, from 1. */
  readonly recipientEpoch: number
}

/** The canonical CBOR of label and context. @throws {VaultError} `context.malformed` */
export function wrapInfo(label: string, context: WrapContext): Uint8Array {
  const { kind, keyEpoch, recipientEpoch } = context
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(kind)) throw malformedContext('kind')
  if (!Number.isSafeInteger(keyEpoch) || keyEpoch < 1) throw malformedContext('key epoch')
  if (!Number.isSafeInteger(recipientEpoch) || recipientEpoch < 1)
    throw malformedContext('recipient epoch')
  return encodeCbor([
    label,
    kind,
    idBytes(context.workspaceId, 'workspace'),
    idBytes(context.objectId, 'object'),
    keyEpoch,
    idBytes(context.recipientId, 'recipient'),
    recipientEpoch,
  ])
}

function malformedContext(what: string): VaultError {
  return new VaultError('context.malformed', `The context of a wrapped key has a wrong ${what}.`)
}

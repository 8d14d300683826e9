import { type CborValue, encodeCbor, toUsvString } from '@keyward/codec'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'
import { LOCAL_SEAL } from '../labels.ts'

/** Whose replica it is. Ids are sixteen bytes as base64url text. */
interface Owner {
  readonly workspaceId: string
  readonly memberId: string
}

/** Which opened key a replica keeps. Bound into the wrapped form. */
export interface LocalKeyContext extends Owner {
  /** The account, team or collection whose key it is. */
  readonly objectId: string
  /** What the key opens: lower-case letters, digits and hyphens, at most 64 characters. */
  readonly kind: string
  /** The epoch of the wrapped key, from 1. */
  readonly keyEpoch: number
  /** The epoch of the account key that it is wrapped under, from 1. */
  readonly accountKeyEpoch: number
}

/** Which device's own key it is. Bound into the wrapped form. */
export interface DeviceContext extends Owner {
  readonly deviceId: string
  /** The epoch of the account key that it is wrapped under, from 1. */
  readonly accountKeyEpoch: number
}

/** Whose belief an anchor says. Bound into the sealed form. */
export interface AnchorContext extends Owner {
  /** The epoch of the account key that it is sealed under, from 1. */
  readonly accountKeyEpoch: number
}

/** Where in the replica something lies. Bound into the sealed form. */
export interface LocalContext extends Owner {
  /** Lower-case letters, digits and hyphens, at most 64 characters. */
  readonly collection: string
  /** Text of 1 to 512 characters. */
  readonly key: string
}

const WORD = /^[a-z][a-z0-9-]{0,63}$/
const MAX_KEY_LENGTH = 512

/** The canonical CBOR of label and context. @throws {VaultError} `context.malformed` */
export function localKeyInfo(label: string, context: LocalKeyContext): Uint8Array {
  if (!WORD.test(context.kind)) throw malformedContext('kind')
  return encodeCbor([
    label,
    ...ownerOf(context),
    idBytes(context.objectId, 'object'),
    context.kind,
    epoch(context.keyEpoch, 'key epoch'),
    epoch(context.accountKeyEpoch, 'account key epoch'),
  ])
}

/** The canonical CBOR of label and context. @throws {VaultError} `context.malformed` */
export function deviceInfo(label: string, context: DeviceContext): Uint8Array {
  return encodeCbor([
    label,
    ...ownerOf(context),
    idBytes(context.deviceId, 'device'),
    epoch(context.accountKeyEpoch, 'account key epoch'),
  ])
}

/** The canonical CBOR of label and context. @throws {VaultError} `context.malformed` */
export function anchorInfo(label: string, context: AnchorContext): Uint8Array {
  return encodeCbor([
    label,
    ...ownerOf(context),
    epoch(context.accountKeyEpoch, 'account key epoch'),
  ])
}

/** The canonical CBOR of label and context. @throws {VaultError} `context.malformed` */
export function localInfo(context: LocalContext): Uint8Array {
  const { collection, key } = context
  if (!WORD.test(collection)) throw malformedContext('collection')
  // Half a surrogate pair would be encoded as another character, and so as another key.
  if (key.length < 1 || key.length > MAX_KEY_LENGTH || toUsvString(key) !== key)
    throw malformedContext('key')
  return encodeCbor([LOCAL_SEAL, ...ownerOf(context), collection, key])
}

function ownerOf({ workspaceId, memberId }: Owner): CborValue[] {
  return [idBytes(workspaceId, 'workspace'), idBytes(memberId, 'member')]
}

function epoch(value: number, what: string): number {
  if (!Number.isSafeInteger(value) || value < 1) throw malformedContext(what)
  return value
}

function malformedContext(what: string): VaultError {
  return new VaultError('context.malformed', `The context of a local key has a wrong ${what}.`)
}

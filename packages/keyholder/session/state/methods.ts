import type { MethodRow } from '@keyward/protocol'
import { decodeBase64url } from '@keyward/codec'
import type { Change, ReplicaStore } from '../../replica/port.ts'
import { encodeMeta, readMeta } from './map.ts'

/** The account key as one method wraps it, kept to unlock where the server can't be reached. */
export interface LocalMethod {
  readonly methodId: string
  /** `offline` and `device` are this device's own; a kit and a passkey are as the server has them. */
  readonly kind: 'kit' | 'passkey' | 'offline' | 'device'
  readonly accountKeyEpoch: number
  readonly wrapped: Uint8Array
  /** Of `offline`: `encodeOffline`; else empty. */
  readonly record: Uint8Array
}

const PREFIX = 'unlock/'

export function methodRow(method: LocalMethod): Change {
  return { collection: 'meta', key: PREFIX + method.methodId, value: encodeMeta({ ...method }) }
}

export function removedMethodRow(methodId: string): Change {
  return { collection: 'meta', key: PREFIX + methodId, value: null }
}

export async function readMethods(replica: ReplicaStore): Promise<readonly LocalMethod[]> {
  const rows = await replica.list('meta', { after: PREFIX })
  return rows
    .filter(({ key }) => key.startsWith(PREFIX))
    .map(({ value }) => {
      const row = readMeta(value)
      return {
        methodId: row.text('methodId'),
        kind: row.text('kind') as LocalMethod['kind'],
        accountKeyEpoch: row.number('accountKeyEpoch'),
        wrapped: row.bytes('wrapped'),
        record: row.bytes('record'),
      }
    })
}

/**
 * The rows with which the replica has the kit and passkeys that the server has. A passphrase is not
 * among them: its secret takes the server. This device's own methods go when their epoch has passed.
 */
export async function methodRows(
  replica: ReplicaStore,
  methods: readonly MethodRow[],
  accountKeyEpoch: number,
): Promise<readonly Change[]> {
  const kept = methods.filter((method) => method.kind !== 'passphrase')
  const stale = (await readMethods(replica)).filter((method) => {
    const isOwn = method.kind === 'offline' || method.kind === 'device'
    if (isOwn) return method.accountKeyEpoch !== accountKeyEpoch
    return !kept.some(({ methodId }) => methodId === method.methodId)
  })
  return [
    ...stale.map(({ methodId }) => removedMethodRow(methodId)),
    ...kept.map(({ methodId, kind, accountKeyEpoch: epoch, wrapped }) =>
      methodRow({
        methodId,
        kind: kind as 'kit' | 'passkey',
        accountKeyEpoch: epoch,
        wrapped: decodeBase64url(wrapped),
        record: new Uint8Array(),
      }),
    ),
  ]
}

import type { SessionGranted } from '@keyward/protocol'
import type { Sealing } from '@keyward/vault/envelope'
import { openLocal, sealLocal, VaultError } from '@keyward/vault/local'
import type { Change, ReplicaStore } from '../../replica/port.ts'
import type { Unlocked } from '../unlocked.ts'
import { encodeMeta, readMeta } from './map.ts'

/** The present session with the server. */
export interface Token {
  readonly sessionId: string
  readonly token: string
  /** UTC milliseconds by the server's clock. */
  readonly expiresAt: number
}

const SESSION = 'session'
type Owner = Pick<Unlocked, 'workspaceId' | 'memberId' | 'replicaKey'>

export function tokenOf({ sessionId, token, expiresAt }: SessionGranted): Token {
  return { sessionId, token, expiresAt }
}

/** The token sealed by the replica key; without one the row goes. */
export async function tokenRow(
  sealing: Sealing,
  keys: Owner,
  token: Token | undefined,
): Promise<Change> {
  const value =
    token === undefined
      ? null
      : await sealLocal(sealing, keys.replicaKey, placeOf(keys), encodeMeta({ ...token }))
  return { collection: 'meta', key: SESSION, value }
}

/** undefined when there is none, or none that opens: signing in makes a new one. */
export async function readToken(
  { aead }: Pick<Sealing, 'aead'>,
  replica: ReplicaStore,
  keys: Owner,
): Promise<Token | undefined> {
  const sealed = await replica.get('meta', SESSION)
  if (sealed === undefined) return undefined
  try {
    const row = readMeta(await openLocal(aead, keys.replicaKey, placeOf(keys), sealed))
    return {
      sessionId: row.text('sessionId'),
      token: row.text('token'),
      expiresAt: row.number('expiresAt'),
    }
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}

function placeOf({ workspaceId, memberId }: Owner) {
  return { workspaceId, memberId, collection: 'meta', key: SESSION }
}

import { type CborValue, encodeCbor } from '@keyward/codec'
import type { Change, Expectation, ReplicaStore } from '../replica.ts'
import { Fields, record } from '../vault/rows/fields.ts'

const SYNC_KEY = 'sync'

/** Raised when this program can read what it set apart before: everything is pulled anew then. */
export const READER = 1

/** How far this device has come with its server. */
export interface SyncState {
  /** Of the server's data: another one after a backup was restored. undefined before the first pull. */
  readonly incarnation: string | undefined
  /** Up to here everything is in the replica. */
  readonly revision: number
  /** `READER` of the program that pulled. */
  readonly reader: number
  /** Pulling everything anew, because the server was restored from a backup. */
  readonly isRestoring: boolean
  /** The end of the activity log as seen last. */
  readonly activityHead: { readonly sequence: number; readonly hash: Uint8Array } | undefined
  /** The same end as the server signed it (`encodeSignedHead`). */
  readonly signedHead: Uint8Array | undefined
  /** The key by which the server signed it; kept when the server is restored. */
  readonly logKey: Uint8Array | undefined
  /** That is another key than before, and nobody has said that this is right (`acceptLogKey`). */
  readonly isLogKeyNew: boolean
  /** When everything was exchanged last, UTC milliseconds by this device; undefined for never. */
  readonly lastSync: number | undefined
}

const NEVER: SyncState = {
  incarnation: undefined,
  revision: 0,
  reader: READER,
  isRestoring: false,
  activityHead: undefined,
  signedHead: undefined,
  logKey: undefined,
  isLogKeyNew: false,
  lastSync: undefined,
}

/** The stored state, with its row to be expected when it is written. */
export interface StoredState {
  readonly state: SyncState
  readonly expect: Expectation
}

/** @throws {KeyholderError} `replica.damaged`, `replica.newer` */
export async function readState(replica: ReplicaStore): Promise<StoredState> {
  const row = await replica.get('meta', SYNC_KEY)
  const expect = { collection: 'meta', key: SYNC_KEY, value: row ?? null } as const
  return { state: row === undefined ? NEVER : parse(row), expect }
}

/** The change that writes a state. */
export function stateChange(state: SyncState): Change {
  const { activityHead: head } = state
  const value = encodeCbor(
    record({
      incarnation: state.incarnation ?? null,
      revision: state.revision,
      reader: state.reader,
      isRestoring: state.isRestoring,
      activityHead:
        head === undefined
          ? null
          : new Map<string, CborValue>([
              ['sequence', head.sequence],
              ['hash', head.hash],
            ]),
      signedHead: state.signedHead ?? null,
      logKey: state.logKey ?? null,
      isLogKeyNew: state.isLogKeyNew,
      lastSync: state.lastSync ?? null,
    }),
  )
  return { collection: 'meta', key: SYNC_KEY, value }
}

function parse(row: Uint8Array): SyncState {
  const fields = Fields.parse(row)
  return {
    incarnation: fields.get('incarnation') === null ? undefined : fields.text('incarnation'),
    revision: fields.uint('revision'),
    reader: fields.uint('reader'),
    isRestoring: fields.flag('isRestoring'),
    activityHead: fields.optional('activityHead', (head) => ({
      sequence: head.uint('sequence'),
      hash: head.bytes('hash'),
    })),
    signedHead: bytesIn(fields, 'signedHead'),
    logKey: bytesIn(fields, 'logKey'),
    isLogKeyNew: fields.get('isLogKeyNew') === true,
    lastSync: fields.get('lastSync') === null ? undefined : fields.uint('lastSync'),
  }
}

/** undefined where it is null, or was written before there was such a member. */
function bytesIn(fields: Fields, name: string): Uint8Array | undefined {
  return (fields.get(name) ?? null) === null ? undefined : fields.bytes(name)
}

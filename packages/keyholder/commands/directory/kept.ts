import { decodeUtf8, encodeUtf8 } from '@keyward/codec'
import { Directory, type DirectoryApp } from '@keyward/protocol'
import type { Change, ReplicaStore } from '../../replica/port.ts'

/** Apps that are known to support passkeys, as this device has them. */
export interface AppDirectory {
  /** Empty while this device has never had it. */
  readonly version: string
  /** When the server last took over a list, UTC milliseconds; null while it has only its own. */
  readonly updatedAt: number | null
  /** When the server was last asked; null for never. */
  readonly askedAt: number | null
  /** By name. */
  readonly apps: readonly DirectoryApp[]
}

export const NO_DIRECTORY: AppDirectory = { version: '', updatedAt: null, askedAt: null, apps: [] }

const KEY = 'apps'

/** The row that keeps it. Nothing of it is secret: it is the same for everybody. */
export function directoryRow(directory: AppDirectory): Change {
  return { collection: 'directory', key: KEY, value: encodeUtf8(JSON.stringify(directory)) }
}

/** What is kept. It is a copy: one that can't be read counts as none, and is fetched again. */
export async function readDirectory(
  replica: Pick<ReplicaStore, 'get'>,
): Promise<AppDirectory | undefined> {
  const bytes = await replica.get('directory', KEY)
  return bytes === undefined ? undefined : parseKept(bytes)
}

function parseKept(bytes: Uint8Array): AppDirectory | undefined {
  let value: unknown
  try {
    value = JSON.parse(decodeUtf8(bytes))
  } catch {
    return undefined
  }
  const { data } = Directory.safeParse(value)
  const { askedAt } = (value ?? {}) as { askedAt?: unknown }
  if (data === undefined || data.apps === null || typeof askedAt !== 'number') return undefined
  return { version: data.version, updatedAt: data.updatedAt, askedAt, apps: data.apps }
}

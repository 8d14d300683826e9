import type { DatabaseSync } from 'node:sqlite'
import type { ReplicaStore } from '../port.ts'
import { checkWhole } from './check.ts'
import { openDatabase } from './database.ts'
import { explained } from './explain.ts'
import { checkFile, makeFile } from './file.ts'
import { fileStore } from './file-store.ts'
import { type Format, FORMATS, migrate } from './formats.ts'
import { DEFAULTS, type FileReplicaOptions } from './options.ts'
import { isThere } from './sqlite-file.ts'
import { whenFree } from './transaction.ts'

/**
 * Opens the replica in a SQLite file, mode 0600, and makes it when it is not there, with its folder,
 * mode 0700. Any number of processes on one machine may have the same one open. While it is open it
 * has a log beside it (`-wal`, `-shm`), which belongs to it.
 *
 * A file that is not whole or not a replica is `replica.damaged` and stays byte for byte as it is.
 * Structure is checked here and content whenever a row is read, so damage gives an error and never
 * another answer. Two things can not be noticed: a log that somebody removed or cut after a crash
 * (the file is then as it was before), and damage to a file while it is open, where SQLite has no
 * reason to look. An older format is migrated, all or nothing. A newer one is read-only, and writes
 * to it are `replica.newer`; when its rows mean something else now, opening is.
 *
 * Rejects with a ReplicaError: `replica.damaged`, `replica.full`, `replica.newer`,
 * `replica.unavailable`.
 */
export function fileReplica(path: string, options: FileReplicaOptions = {}): Promise<ReplicaStore> {
  return openFile(path, options, FORMATS)
}

/** The same with other formats, to prove what happens between formats. */
export function openFile(
  path: string,
  options: FileReplicaOptions,
  formats: readonly Format[],
): Promise<ReplicaStore> {
  const all = { ...DEFAULTS, ...options }
  const open = (): ReplicaStore => {
    if (!isThere(path)) makeFile(path, formats)
    checkFile(path)
    const { readOnly } = checkWhole(path, formats)
    const database = openDatabase(path, { readOnly })
    try {
      database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON')
      if (all.mostBytes !== undefined) limitSize(database, all.mostBytes)
      migrate(database, formats)
      return fileStore({ database, path, readOnly, options: all })
    } catch (error) {
      database.close()
      throw error
    }
  }
  return whenFree(all.busyMilliseconds, () => explained(path, open))
}

function limitSize(database: DatabaseSync, bytes: number): void {
  const size = Number(database.prepare('PRAGMA page_size').get()?.['page_size'])
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(bytes / size))}`)
}
